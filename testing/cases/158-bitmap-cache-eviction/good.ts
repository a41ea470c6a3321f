export class TileCache {
  private readonly tiles: { key: string; bitmap: ImageBitmap }[] = [];
  constructor(private readonly capacity: number) {}

  async load(key: string, data: Blob): Promise<ImageBitmap> {
    const bitmap = await createImageBitmap(data);
    this.tiles.push({ key, bitmap });
    while (this.tiles.length > this.capacity) {
      this.tiles.shift()?.bitmap.close();
    }
    return bitmap;
  }

  clear(): void {
    for (const { bitmap } of this.tiles.splice(0)) bitmap.close();
  }
}
