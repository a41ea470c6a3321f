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
  constructor(private readonly props: Props) {}

  componentDidMount(): void {
    void this.requestUserMedia();
  }

  componentWillUnmount(): void {
    stopMediaStream(this.stream);
    this.stream = null;
    this.video = null;
  }

  private async requestUserMedia(): Promise<void> {
    const { audio, constraints } = this.props;
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio, video: constraints });
      this.stream = stream;
      if (this.video) this.video.srcObject = stream;
      this.props.onUserMedia(stream);
    } catch (error) {
      this.props.onUserMediaError(error);
    }
  }
}
