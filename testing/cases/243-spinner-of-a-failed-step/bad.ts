declare function draw(label: string, elapsed: number): void;

export async function withProgress<T>(step: Promise<T>, label: string): Promise<T> {
  const started = Date.now();
  const interval = setInterval(() => {
    draw(label, Date.now() - started);
  }, 80);
  const result = await step;
  clearInterval(interval);
  draw(label, Date.now() - started);
  return result;
}
