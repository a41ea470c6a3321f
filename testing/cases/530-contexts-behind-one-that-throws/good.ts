interface SourceContext {
  readonly id: symbol;
  [Symbol.dispose]?(): void;
  [Symbol.asyncDispose]?(): Promise<void>;
}

async function disposeContexts(contexts: readonly SourceContext[]): Promise<void> {
  const errors: unknown[] = [];
  for (const context of contexts) {
    try {
      if (Symbol.asyncDispose in context) await context[Symbol.asyncDispose]?.();
      else context[Symbol.dispose]?.();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw new AggregateError(errors, "could not dispose all contexts");
}

export async function runWith<T>(contexts: readonly SourceContext[], body: () => Promise<T>): Promise<T> {
  try {
    return await body();
  } finally {
    await disposeContexts(contexts);
  }
}
