/** Caches that close what they evict and what they replace. */

export class BitmapCache {
  private readonly bitmaps = new Map<string, ImageBitmap>();
  constructor(private readonly capacity: number) {}

  get(key: string): ImageBitmap | undefined {
    return this.bitmaps.get(key);
  }

  async load(key: string, data: Blob): Promise<void> {
    const bitmap = await createImageBitmap(data);
    this.delete(key);
    for (const oldest of this.bitmaps.keys()) {
      if (this.bitmaps.size < this.capacity) break;
      this.delete(oldest);
    }
    this.bitmaps.set(key, bitmap);
  }

  delete(key: string): void {
    this.bitmaps.get(key)?.close();
    this.bitmaps.delete(key);
  }

  clear(): void {
    for (const bitmap of this.bitmaps.values()) bitmap.close();
    this.bitmaps.clear();
  }
}

export class Memo<K, V> {
  private readonly values = new Map<K, Promise<V>>();
  constructor(private readonly make: (key: K) => Promise<V>) {}

  get(key: K): Promise<V> {
    let value = this.values.get(key);
    if (value === undefined) {
      value = this.make(key);
      this.values.set(key, value);
      value.catch(() => this.values.delete(key));
    }
    return value;
  }
}
