export class PdfViewer {
  private url = "";
  constructor(private readonly frame: HTMLIFrameElement) {}

  set source(blob: Blob) {
    this.url = URL.createObjectURL(blob);
    this.frame.src = `/viewer.html?file=${encodeURIComponent(this.url)}`;
  }

  destroy(): void {
    URL.revokeObjectURL(this.url);
    this.frame.remove();
  }
}
