declare class PdfDocument {
  readonly numPages: number;
  destroy(): Promise<void>;
}
declare function loadDocument(bytes: Uint8Array): Promise<PdfDocument>;

export class Viewer {
  private pdf: PdfDocument | undefined;

  async loadFile(file: Blob): Promise<number> {
    const bytes = new Uint8Array(await file.arrayBuffer());
    this.pdf = await loadDocument(bytes);
    return this.pdf.numPages;
  }

  async destroy(): Promise<void> {
    await this.pdf?.destroy();
    this.pdf = undefined;
  }
}
