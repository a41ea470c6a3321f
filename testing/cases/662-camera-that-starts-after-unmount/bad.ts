export interface CameraProps {
  readonly facingMode: "user" | "environment";
  onStart(stream: MediaStream): void;
  onError(error: unknown): void;
}

export class CameraPhoto {
  private stream: MediaStream | null = null;
  constructor(private readonly video: HTMLVideoElement, private readonly props: CameraProps) {}

  componentDidMount(): void {
    void this.startCamera();
  }

  private async startCamera(): Promise<void> {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: this.props.facingMode } });
      this.stream = stream;
      this.video.srcObject = stream;
      this.props.onStart(stream);
    } catch (error) {
      this.props.onError(error);
    }
  }

  componentWillUnmount(): void {
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = null;
  }
}
