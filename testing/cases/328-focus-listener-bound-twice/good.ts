interface Clipboard {
  readText(): Promise<string>;
}

export class ClipboardWatcher {
  private asked = "";
  private readonly boundFocus = this.onWindowFocused.bind(this);
  constructor(
    private readonly clipboard: Clipboard,
    private readonly suggest: (uri: string) => void,
  ) {}

  start(): void {
    window.addEventListener("focus", this.boundFocus);
  }

  stop(): void {
    window.removeEventListener("focus", this.boundFocus);
  }

  private async onWindowFocused(): Promise<void> {
    const text = (await this.clipboard.readText()).trim();
    if (!/^mongodb(\+srv)?:\/\//.test(text) || text === this.asked) return;
    this.asked = text;
    this.suggest(text);
  }
}
