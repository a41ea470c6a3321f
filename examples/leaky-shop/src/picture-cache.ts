/** Thumbnails that are kept: the cache owns its bitmaps until they are evicted or the cache is disposed. */

import { thumbnail } from "./thumbnails.ts";

/** Right: a bitmap that goes in is closed when it goes out. */
export class PictureCache implements Disposable {
  readonly #pictures = new Map<string, ImageBitmap>();
  readonly #capacity: number;
  readonly #timer: NodeJS.Timeout;

  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#timer = setInterval(() => this.#shrink(), 60_000);
  }

  async draw(context: CanvasRenderingContext2D, name: string, picture: Blob): Promise<void> {
    const bitmap = this.#pictures.get(name) ?? (await this.#load(name, picture));
    context.drawImage(bitmap, 0, 0);
  }

  /** Two requests may load the same picture: the second to come closes its own. */
  async #load(name: string, picture: Blob): Promise<ImageBitmap> {
    const fresh = await thumbnail(picture, 256);
    const known = this.#pictures.get(name);
    if (known !== undefined) {
      fresh.close();
      return known;
    }
    this.#pictures.set(name, fresh);
    return fresh;
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
    for (const picture of this.#pictures.values()) picture.close();
    this.#pictures.clear();
  }

  #shrink(): void {
    for (const [name, picture] of this.#pictures) {
      if (this.#pictures.size <= this.#capacity) return;
      picture.close();
      this.#pictures.delete(name);
    }
  }
}
