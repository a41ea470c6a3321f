export async function waveform(url: string, cancelled: () => boolean): Promise<Float32Array | null> {
  const context = new AudioContext();
  try {
    const response = await fetch(url);
    const audio = await context.decodeAudioData(await response.arrayBuffer());
    if (cancelled()) {
      await context.close();
      return null;
    }
    const samples = audio.getChannelData(0).slice();
    await context.close();
    return samples;
  } catch (error) {
    console.error("cannot decode", url, error);
    return null;
  }
}
