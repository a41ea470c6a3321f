export class WaveRecorder {
  private readonly context: AudioContext;
  private readonly source: MediaStreamAudioSourceNode;
  private readonly analyser: AnalyserNode;
  private readonly chunks: Float32Array[] = [];

  constructor(stream: MediaStream) {
    this.context = new AudioContext();
    this.source = this.context.createMediaStreamSource(stream);
    this.analyser = this.context.createAnalyser();
    this.source.connect(this.analyser);
  }

  sample(): void {
    const chunk = new Float32Array(this.analyser.fftSize);
    this.analyser.getFloatTimeDomainData(chunk);
    this.chunks.push(chunk);
  }

  stop(): Float32Array[] {
    this.source.disconnect();
    this.analyser.disconnect();
    return this.chunks.splice(0);
  }
}
