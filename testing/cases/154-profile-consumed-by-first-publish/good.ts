export class KeyPair {
  __wbg_ptr = 1;
  __destroy_into_raw(): number { const ptr = this.__wbg_ptr; this.__wbg_ptr = 0; return ptr; }
  free(): void { this.__destroy_into_raw(); }
}
declare const wasm: { sign(text: string, key: number): string };

export function sign(text: string, key: KeyPair): string {
  return wasm.sign(text, key.__destroy_into_raw());
}

export function signBoth(assertion: string, provenance: string): string[] {
  const first = sign(assertion, new KeyPair());
  const second = sign(provenance, new KeyPair());
  return [first, second];
}
