interface Deletable {
  delete(): void;
}
interface Mat2D extends Deletable {
  invert(into: Mat2D): boolean;
}
interface Vec2D extends Deletable {
  x(): number;
  y(): number;
}
interface Canvas2D {
  readonly Mat2D: { new (): Mat2D };
  readonly Vec2D: { new (x: number, y: number): Vec2D };
  mapXY(matrix: Mat2D, point: Vec2D): Vec2D;
  computeAlignment(width: number, height: number): Mat2D;
}

export function toArtboard(rive: Canvas2D, x: number, y: number, width: number, height: number): [number, number] {
  const forward = rive.computeAlignment(width, height);
  const inverted = new rive.Mat2D();
  forward.invert(inverted);
  const point = new rive.Vec2D(x, y);
  const mapped = rive.mapXY(inverted, point);
  const result: [number, number] = [mapped.x(), mapped.y()];
  inverted.delete();
  point.delete();
  mapped.delete();
  forward.delete();
  return result;
}
