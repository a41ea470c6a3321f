declare class Mat {
  readonly rows: number;
  readonly cols: number;
  clone(): Mat;
  delete(): void;
}
declare class MatVector {
  size(): number;
  delete(): void;
}
declare class Size {
  constructor(width: number, height: number);
}
declare const cv: {
  Mat: new () => Mat;
  MatVector: new () => MatVector;
  MORPH_OPEN: number;
  cvtColor(source: Mat, target: Mat, code: number): void;
  threshold(source: Mat, target: Mat, at: number, to: number, kind: number): void;
  getStructuringElement(shape: number, size: Size): Mat;
  morphologyEx(source: Mat, target: Mat, operation: number, kernel: Mat): void;
  findContours(source: Mat, contours: MatVector, hierarchy: Mat, mode: number, method: number): void;
  drawContours(target: Mat, contours: MatVector, index: number, colour: number): void;
};

export function removeLines(page: Mat, size: Size): Mat {
  const gray = new cv.Mat();
  cv.cvtColor(page, gray, 7);
  const ink = new cv.Mat();
  cv.threshold(gray, ink, 0, 255, 9);
  gray.delete();
  const kernel = cv.getStructuringElement(0, size);
  const lines = new cv.Mat();
  cv.morphologyEx(ink, lines, cv.MORPH_OPEN, kernel);
  ink.delete();
  const contours = new cv.MatVector();
  const hierarchy = new cv.Mat();
  cv.findContours(lines, contours, hierarchy, 0, 2);
  lines.delete();
  const result = page.clone();
  for (let i = 0; i < contours.size(); i++) cv.drawContours(result, contours, i, 255);
  hierarchy.delete();
  return result;
}
