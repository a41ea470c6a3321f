interface Config {
  locale: string;
  adapter: { pattern: string; loader: string };
  runtime: { reactive: boolean; wrap: string[] };
}
type Partially<T> = { [K in keyof T]?: T[K] extends object ? Partially<T[K]> : T[K] };

const defaults: Config = {
  locale: "en",
  adapter: { pattern: "src/**/*", loader: "default" },
  runtime: { reactive: false, wrap: [] },
};

function assignDeep(target: Record<string, unknown>, source: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(source)) {
    const old = target[key];
    if (typeof value === "object" && value !== null && !Array.isArray(value) && typeof old === "object" && old !== null) {
      assignDeep(old as Record<string, unknown>, value as Record<string, unknown>);
    } else {
      target[key] = value;
    }
  }
}

export function resolveConfig(own: Partially<Config>): Config {
  const full = { ...defaults };
  assignDeep(full as unknown as Record<string, unknown>, own);
  return full;
}
