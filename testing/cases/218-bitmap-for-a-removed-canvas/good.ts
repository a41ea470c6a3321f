export class Spectrogram {
  private readonly wrapper: HTMLElement;
  constructor(wrapper: HTMLElement) {
    this.wrapper = wrapper;
  }

  drawSegment(pixels: ImageData, left: number): void {
    const canvas = document.createElement("canvas");
    canvas.width = pixels.width;
    canvas.height = pixels.height;
    this.wrapper.append(canvas);
    const context = canvas.getContext("2d");
    if (context === null) return;
    createImageBitmap(pixels).then((bitmap) => {
      if (canvas.parentNode !== null) context.drawImage(bitmap, left, 0);
      bitmap.close();
    }, console.error);
  }

  clear(): void {
    this.wrapper.replaceChildren();
  }
}
