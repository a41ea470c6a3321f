declare class QuickJSHandle {
  dispose(): void;
}
declare class QuickJSContext {
  newObject(): QuickJSHandle;
  newString(text: string): QuickJSHandle;
  setProp(target: QuickJSHandle, key: string, value: QuickJSHandle): void; // borrows both
}

export function marshal(context: QuickJSContext, record: Record<string, unknown>): QuickJSHandle {
  const object = context.newObject();
  for (const [key, value] of Object.entries(record)) {
    if (typeof value !== "string") throw new TypeError(`${key} is no string`);
    const text = context.newString(value);
    try {
      context.setProp(object, key, text);
    } finally {
      text.dispose();
    }
  }
  return object;
}
