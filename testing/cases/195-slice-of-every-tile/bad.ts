declare class Tensor {
  slice(begin: number[], size: number[]): Tensor;
  dataSync(): Float32Array;
  dispose(): void;
}
export interface Model { predict(input: Tensor): Tensor }

export function upscaleTiles(model: Model, pixels: Tensor, tile: number, count: number): Float32Array[] {
  const results: Float32Array[] = [];
  let slice: Tensor | undefined;
  for (let index = 0; index < count; index++) {
    slice = pixels.slice([0, index * tile], [tile, tile]);
    const result = model.predict(slice);
    results.push(result.dataSync());
    result.dispose();
  }
  slice?.dispose();
  return results;
}
