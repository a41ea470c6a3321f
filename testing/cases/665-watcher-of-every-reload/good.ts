interface FSWatcher {
  on(event: "change", listener: (path: string) => void): this;
  close(): Promise<void>;
}
declare const chokidar: { watch(path: string): FSWatcher };
declare function writeTypes(schema: string, to: string): Promise<void>;
export interface NextConfig {
  readonly reactStrictMode?: boolean;
  readonly env?: Record<string, string>;
}

let watcher: FSWatcher | undefined;

/** Next calls the configuration again whenever it changes. */
export async function withEnv(config: NextConfig, schema: string, to: string): Promise<NextConfig> {
  await writeTypes(schema, to);
  if (process.env["NODE_ENV"] === "development") {
    await watcher?.close();
    watcher = chokidar.watch(schema).on("change", () => void writeTypes(schema, to));
  }
  return { ...config, env: { ...config.env, ENV_SCHEMA: schema } };
}
