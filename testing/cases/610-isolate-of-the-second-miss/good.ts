interface Isolate {
  compile(code: string): Promise<(event: object) => unknown>;
  dispose(): void;
}
declare function createIsolate(memoryLimit: number): Promise<Isolate>;

export class TemplateRunner {
  private readonly isolates = new Map<string, Promise<Isolate>>();

  async run(template: string, event: object): Promise<unknown> {
    const isolate = await this.getOrCreate(template);
    const script = await isolate.compile(template);
    return script(event);
  }

  private getOrCreate(key: string): Promise<Isolate> {
    const cached = this.isolates.get(key);
    if (cached) return cached;
    const isolate = createIsolate(8);
    this.isolates.set(key, isolate);
    return isolate;
  }

  async close(): Promise<void> {
    const all = [...this.isolates.values()];
    this.isolates.clear();
    for (const isolate of await Promise.allSettled(all)) if (isolate.status === "fulfilled") isolate.value.dispose();
  }
}
