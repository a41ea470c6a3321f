interface Input {
  readonly id: string;
  readonly element: HTMLVideoElement;
  source: MediaElementAudioSourceNode | null;
}

export class VideoStreamMerger {
  private inputs: Input[] = [];
  private readonly canvas = document.createElement("canvas");
  private audioContext: AudioContext | null = null;
  private destination: MediaStreamAudioDestinationNode | null = null;
  private timer: ReturnType<typeof setInterval> | undefined;
  result: MediaStream | null = null;

  start(fps: number): void {
    this.audioContext = new AudioContext();
    this.destination = this.audioContext.createMediaStreamDestination();
    for (const input of this.inputs) {
      input.source = this.audioContext.createMediaElementSource(input.element);
      input.source.connect(this.destination);
    }
    this.result = this.canvas.captureStream(fps);
    this.timer = setInterval(() => this.draw(), 1000 / fps);
  }

  add(id: string, element: HTMLVideoElement): void {
    this.inputs.push({ id, element, source: null });
  }

  destroy(): void {
    clearInterval(this.timer);
    this.inputs = [];
    this.destination = null;
    this.audioContext = null;
    this.result?.getTracks().forEach((track) => track.stop());
    this.result = null;
  }

  private draw(): void {
    const context = this.canvas.getContext("2d");
    for (const { element } of this.inputs) context?.drawImage(element, 0, 0);
  }
}
