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

  create(volume: number): MediaStream {
    this.context = new AudioContext();
    return tone(this.context, volume);
  }

  async dispose(): Promise<void> {
    await this.context?.close();
    this.context = null;
  }
}
