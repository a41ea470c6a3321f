interface Props {
  readonly audio: boolean;
  readonly constraints: MediaTrackConstraints;
  onUserMedia(stream: MediaStream): void;
  onUserMediaError(error: unknown): void;
}

function stopMediaStream(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) {
    stream?.removeTrack(track);
    track.stop();
  }
}

export class Webcam {
  private stream: MediaStream | null = null;
  private video: HTMLVideoElement | null = null;
  private unmounted = false;
  constructor(private readonly props: Props) {}

  componentDidMount(): void {
    void this.requestUserMedia();
  }

  componentWillUnmount(): void {
    this.unmounted = true;
    stopMediaStream(this.stream);
    this.stream = null;
    this.video = null;
  }

  private async requestUserMedia(): Promise<void> {
    const { audio, constraints } = this.props;
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio, video: constraints });
      if (this.unmounted) {
        stopMediaStream(stream);
        return;
      }
      this.stream = stream;
      if (this.video) this.video.srcObject = stream;
      this.props.onUserMedia(stream);
    } catch (error) {
      this.props.onUserMediaError(error);
    }
  }
}
