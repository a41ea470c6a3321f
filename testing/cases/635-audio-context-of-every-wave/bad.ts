const SAMPLE_RATE = 44_100;

function toSamples(wave: readonly number[], frequency: number, seconds: number): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(SAMPLE_RATE * seconds);
  for (let i = 0; i < samples.length; i++) {
    const phase = (i * frequency) / SAMPLE_RATE;
    samples[i] = wave[Math.floor((phase % 1) * wave.length)] ?? 0;
  }
  return samples;
}

export function playSoundWave(wave: readonly number[], frequency: number, decay: number): void {
  const audioContext = new AudioContext();
  const samples = toSamples(wave, frequency, decay);
  const buffer = audioContext.createBuffer(1, samples.length, SAMPLE_RATE);
  buffer.copyToChannel(samples, 0);

  const source = audioContext.createBufferSource();
  source.buffer = buffer;
  const gain = audioContext.createGain();
  gain.gain.setValueAtTime(1, audioContext.currentTime);
  gain.gain.exponentialRampToValueAtTime(0.001, audioContext.currentTime + decay);
  source.connect(gain).connect(audioContext.destination);
  source.start();
}
