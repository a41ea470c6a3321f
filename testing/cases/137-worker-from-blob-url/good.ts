export function inlineWorker(source: string): Worker {
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  try {
    return new Worker(url, { type: "module" });
  } finally {
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }
}
