declare class BufferGeometry {
  dispose(): void;
}
declare class BoxGeometry extends BufferGeometry {
  constructor(width: number, height: number, depth: number);
}
declare class TorusKnotGeometry extends BufferGeometry {
  constructor(radius: number, tube: number);
}
declare class Mesh {
  geometry: BufferGeometry;
}
interface Data {
  readonly primitive: "box" | "torusKnot";
  readonly size: number;
}

export class GeometryComponent {
  private geometry: BufferGeometry | null = null;
  constructor(private readonly mesh: Mesh) {}

  update(data: Data): void {
    this.geometry = this.build(data);
    this.mesh.geometry = this.geometry;
  }

  private build({ primitive, size }: Data): BufferGeometry {
    switch (primitive) {
      case "box":
        return new BoxGeometry(size, size, size);
      case "torusKnot":
        return new TorusKnotGeometry(size, size / 4);
    }
  }

  remove(): void {
    this.geometry?.dispose();
    this.geometry = null;
    this.mesh.geometry = new BufferGeometry();
  }
}
