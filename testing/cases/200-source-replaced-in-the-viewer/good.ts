export class PdfViewer {
  private url = "";
  constructor(private readonly frame: HTMLIFrameElement) {}

  set source(blob: Blob) {
    if (this.url !== "") URL.revokeObjectURL(this.url);
    this.url = URL.createObjectURL(blob);
    this.frame.src = `/viewer.html?file=${encodeURIComponent(this.url)}`;
  }

  destroy(): void {
    if (this.url !== "") URL.revokeObjectURL(this.url);
    this.url = "";
    this.frame.remove();
  }
}
