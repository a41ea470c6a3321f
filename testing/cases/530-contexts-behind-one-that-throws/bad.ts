interface SourceContext {
  readonly id: symbol;
  [Symbol.dispose]?(): void;
  [Symbol.asyncDispose]?(): Promise<void>;
}

async function disposeContexts(contexts: readonly SourceContext[]): Promise<void> {
  for (const context of contexts) {
    if (Symbol.asyncDispose in context) await context[Symbol.asyncDispose]?.();
    else context[Symbol.dispose]?.();
  }
}

export async function runWith<T>(contexts: readonly SourceContext[], body: () => Promise<T>): Promise<T> {
  try {
    return await body();
  } finally {
    await disposeContexts(contexts);
  }
}
