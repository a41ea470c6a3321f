interface Isolate {
  compile(code: string): Promise<(event: object) => unknown>;
  dispose(): void;
}
declare function createIsolate(memoryLimit: number): Promise<Isolate>;

export class TemplateRunner {
  private readonly isolates = new Map<string, Isolate>();

  async run(template: string, event: object): Promise<unknown> {
    const isolate = await this.getOrCreate(template);
    const script = await isolate.compile(template);
    return script(event);
  }

  private async getOrCreate(key: string): Promise<Isolate> {
    const cached = this.isolates.get(key);
    if (cached) return cached;
    const isolate = await createIsolate(8);
    this.isolates.set(key, isolate);
    return isolate;
  }

  close(): void {
    for (const isolate of this.isolates.values()) isolate.dispose();
    this.isolates.clear();
  }
}
