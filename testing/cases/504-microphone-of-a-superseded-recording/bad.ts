type Phase = "idle" | "asking" | "recording";

export class VoiceRecorder {
  private generation = 0;
  private phase: Phase = "idle";
  private stream: MediaStream | undefined;
  private recorder: MediaRecorder | undefined;
  private chunks: Blob[] = [];

  async start(): Promise<boolean> {
    this.cancel();
    const mine = ++this.generation;
    this.phase = "asking";
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    if (mine !== this.generation) return false;
    this.stream = stream;
    this.recorder = new MediaRecorder(stream);
    this.recorder.ondataavailable = (event) => this.chunks.push(event.data);
    this.recorder.start(250);
    this.phase = "recording";
    return true;
  }

  cancel(): void {
    this.generation++;
    this.recorder?.stop();
    this.recorder = undefined;
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = undefined;
    this.chunks = [];
    this.phase = "idle";
  }
}
