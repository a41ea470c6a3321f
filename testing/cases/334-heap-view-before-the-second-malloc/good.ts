interface Htj2kModule {
  HEAPU8: Uint8Array;
  _malloc(size: number): number;
  _free(pointer: number): void;
  _parse(data: number, length: number, table: number): number;
}

export class IndexBuilder {
  constructor(private readonly module: Htj2kModule) {}

  build(codestream: Uint8Array, table: Uint8Array): number {
    const { module } = this;
    const data = module._malloc(codestream.length);
    module.HEAPU8.set(codestream, data);
    const entries = module._malloc(table.length);
    module.HEAPU8.set(table, entries);
    try {
      const failed = module._parse(data, codestream.length, entries);
      if (failed !== 0) throw new Error("Failed to build index");
      return data;
    } catch (error) {
      module._free(data);
      throw error;
    } finally {
      module._free(entries);
    }
  }
}
