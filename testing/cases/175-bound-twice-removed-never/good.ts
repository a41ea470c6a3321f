export class ClipboardWatch {
  private last = "";
  constructor(private readonly offer: (text: string) => void) {}

  start(): void {
    window.addEventListener("focus", this.look);
  }

  stop(): void {
    window.removeEventListener("focus", this.look);
  }

  private readonly look = (): void => {
    void navigator.clipboard.readText().then((text) => {
      if (text !== this.last && text.startsWith("mongodb://")) this.offer((this.last = text));
    });
  };
}
