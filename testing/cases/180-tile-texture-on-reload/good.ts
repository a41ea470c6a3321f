declare class Texture {
  constructor(image: ImageData);
  dispose(): void;
}

export class MapTile {
  private texture: Texture | null = null;

  apply(image: ImageData): void {
    this.texture?.dispose();
    this.texture = new Texture(image);
  }

  dispose(): void {
    this.texture?.dispose();
    this.texture = null;
  }
}
