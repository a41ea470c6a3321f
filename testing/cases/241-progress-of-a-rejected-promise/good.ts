interface Output {
  update(text: string): void;
  done(): void;
}

function bar(elapsed: number, estimate: number): string {
  const share = Math.min(elapsed / estimate, 1);
  return "#".repeat(Math.round(share * 40)).padEnd(40, ".");
}

export async function withProgress<T>(output: Output, message: string, estimate: number, work: Promise<T>): Promise<T> {
  const started = Date.now();
  const interval = setInterval(() => {
    output.update(`${bar(Date.now() - started, estimate)} ${message}`);
  }, 80);
  try {
    return await work;
  } finally {
    clearInterval(interval);
    output.done();
  }
}
