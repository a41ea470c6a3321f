const modulePath = "/assets/pdfium.wasm";

export class PdfReader {
  private moduleUrl: string | null = null;

  async resolveModule(): Promise<string> {
    if (this.moduleUrl !== null) return this.moduleUrl;
    const response = await caches.match(modulePath);
    if (response === undefined) return modulePath;
    const blob = await response.blob();
    this.moduleUrl ??= URL.createObjectURL(blob);
    return this.moduleUrl;
  }

  destroy(): void {
    if (this.moduleUrl !== null) URL.revokeObjectURL(this.moduleUrl);
    this.moduleUrl = null;
  }
}
