export interface PdfPage { render(scale: number): Promise<Uint8Array>; cleanup(): void }
export interface PdfDocument { numPages: number; getPage(index: number): Promise<PdfPage> }
export interface LoadingTask { readonly promise: Promise<PdfDocument>; destroy(): Promise<void> }
declare function getDocument(source: { url: string }): LoadingTask;

export async function toImages(url: string, scale: number): Promise<Uint8Array[]> {
  const task = getDocument({ url });
  try {
    const document = await task.promise;
    const images: Uint8Array[] = [];
    for (let index = 1; index <= document.numPages; index++) {
      const page = await document.getPage(index);
      try {
        images.push(await page.render(scale));
      } finally {
        page.cleanup();
      }
    }
    return images;
  } finally {
    await task.destroy();
  }
}
