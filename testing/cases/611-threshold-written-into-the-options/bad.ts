export interface CompareOptions {
  strict?: boolean;
  tolerance?: number;
  ignoreCaret?: boolean;
}

function prepare(options: CompareOptions): CompareOptions {
  if (options.strict && options.tolerance !== undefined) throw new TypeError("strict and tolerance are mutually exclusive");
  options.tolerance ??= 2.3;
  options.ignoreCaret ??= true;
  return options;
}

export function looksSame(a: ImageData, b: ImageData, options: CompareOptions = {}): boolean {
  const { tolerance = 0 } = prepare(options);
  return a.data.every((value, index) => Math.abs(value - b.data[index]!) <= tolerance);
}
