/** wasm-bindgen and embind objects, freed once and in time. */

declare class Address {
  static fromHex(hex: string): Address;
  toBytes(): Uint8Array;
  networkId(): number;
  free(): void;
}
declare class Vector {
  push_back(value: number): void;
  size(): number;
  delete(): void;
}
declare class Tensor {
  add(other: Tensor): Tensor;
  dataSync(): Float32Array;
  dispose(): void;
}
declare const tf: { tensor(values: number[]): Tensor; tidy<T>(body: () => T): T; dispose(values: Tensor | Tensor[]): void };

export function network(hex: string): number {
  const address = Address.fromHex(hex);
  try {
    return address.networkId();
  } finally {
    address.free();
  }
}

export function parse(hex: string): Address | undefined {
  const address = Address.fromHex(hex);
  let keep = false;
  try {
    keep = address.networkId() === 1;
    return keep ? address : undefined;
  } finally {
    if (!keep) address.free();
  }
}

export function sum(values: number[], others: number[]): Float32Array {
  return tf.tidy(() => tf.tensor(values).add(tf.tensor(others)).dataSync());
}

export function added(values: number[], others: number[]): Float32Array {
  const tensors: Tensor[] = [];
  try {
    const left = tf.tensor(values);
    tensors.push(left);
    const right = tf.tensor(others);
    tensors.push(right);
    const result = left.add(right);
    tensors.push(result);
    return result.dataSync();
  } finally {
    tf.dispose(tensors);
  }
}

export function vector(make: () => Vector, values: readonly number[]): number {
  const made = make();
  try {
    for (const value of values) made.push_back(value);
    return made.size();
  } finally {
    made.delete();
  }
}
