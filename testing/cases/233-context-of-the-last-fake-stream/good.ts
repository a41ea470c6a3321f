function tone(context: AudioContext, volume: number): MediaStream {
  const gain = new GainNode(context, { gain: volume });
  const oscillator = new OscillatorNode(context);
  const destination = new MediaStreamAudioDestinationNode(context);
  oscillator.connect(gain).connect(destination);
  oscillator.start();
  return destination.stream;
}

export class FakeMedia {
  private context: AudioContext | null = null;

  async create(volume: number): Promise<MediaStream> {
    await this.dispose();
    this.context = new AudioContext();
    return tone(this.context, volume);
  }

  async dispose(): Promise<void> {
    const context = this.context;
    this.context = null;
    await context?.close();
  }
}
