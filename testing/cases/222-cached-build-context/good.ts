interface BuildContext {
  rebuild(): Promise<{ errors: string[]; outputFiles: string[] }>;
  dispose(): Promise<void>;
}
declare const esbuild: { context(options: { entryPoints: string[]; bundle: boolean; outdir: string }): Promise<BuildContext> };

interface Entry {
  readonly context: BuildContext;
  readonly outputs: string[];
}

export class Bundler {
  private readonly cache = new Map<string, Entry>();

  async bundle(entry: string): Promise<string[]> {
    const known = this.cache.get(entry);
    if (known !== undefined) {
      const again = await known.context.rebuild();
      return again.outputFiles;
    }
    const context = await esbuild.context({ entryPoints: [entry], bundle: true, outdir: ".build" });
    try {
      const result = await context.rebuild();
      this.cache.set(entry, { context, outputs: result.outputFiles });
      return result.outputFiles;
    } catch (error) {
      await context.dispose();
      throw error;
    }
  }

  async close(): Promise<void> {
    for (const { context } of this.cache.values()) await context.dispose();
    this.cache.clear();
  }
}
