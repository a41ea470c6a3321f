/** Settings of the shop, from the environment. */

export interface Config {
  readonly port: number;
  readonly databaseUrl: string;
  readonly dataDirectory: string;
  readonly maximumUploadBytes: number;
}

export function readConfig(environment: NodeJS.ProcessEnv): Config {
  return {
    port: positiveInteger(environment["PORT"], 8080),
    databaseUrl: environment["DATABASE_URL"] ?? "postgres://localhost/shop",
    dataDirectory: environment["DATA_DIRECTORY"] ?? "./data",
    maximumUploadBytes: positiveInteger(environment["MAXIMUM_UPLOAD_BYTES"], 5_000_000),
  };
}

function positiveInteger(text: string | undefined, otherwise: number): number {
  const value = Number(text);
  return Number.isInteger(value) && value > 0 ? value : otherwise;
}
