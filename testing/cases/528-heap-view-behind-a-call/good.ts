interface RendererModule {
  readonly HEAPU8: Uint8Array;
  _malloc(size: number): number;
  _free(pointer: number): void;
  _render(scene: number, output: number, width: number, height: number): number;
}
declare const Module: RendererModule;

export function renderFrame(scene: number, width: number, height: number): ImageData {
  const size = width * height * 4;
  const pointer = Module._malloc(size);
  try {
    const status = Module._render(scene, pointer, width, height);
    if (status !== 0) throw new Error(`render failed with ${status}`);
    const pixels = new Uint8ClampedArray(Module.HEAPU8.buffer as ArrayBuffer, pointer, size);
    return new ImageData(pixels.slice(), width, height);
  } finally {
    Module._free(pointer);
  }
}
