export interface QuickModule {
  readonly HEAPU8: Uint8Array;
  _malloc(size: number): number;
  _free(pointer: number): void;
  _executeJobs(runtime: number, max: number, out: number): number; // runs guest code, may grow the memory
}

export function executeJobs(module: QuickModule, runtime: number): { jobs: number; context: number } {
  const pointer = module._malloc(4);
  try {
    const out = new Uint32Array(module.HEAPU8.buffer, pointer, 1);
    const jobs = module._executeJobs(runtime, -1, pointer);
    return { jobs, context: out[0]! };
  } finally {
    module._free(pointer);
  }
}
