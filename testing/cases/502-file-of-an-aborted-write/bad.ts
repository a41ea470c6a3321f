import { open } from "node:fs/promises";

interface WriteFileOptions {
  readonly flag?: string;
  readonly mode?: number;
  readonly signal?: AbortSignal;
}
class AbortError extends Error {
  override readonly name = "AbortError";
}
const chunkSize = 512 * 1024;

export async function writeFile(path: string, data: Uint8Array, options: WriteFileOptions = {}): Promise<void> {
  const handle = await open(path, options.flag ?? "w", options.mode ?? 0o666);
  if (options.signal?.aborted) {
    throw new AbortError("The operation was aborted");
  }
  let rest = data;
  try {
    while (rest.byteLength > 0) {
      const { bytesWritten } = await handle.write(rest, 0, Math.min(chunkSize, rest.byteLength));
      rest = rest.subarray(bytesWritten);
      if (options.signal?.aborted) throw new AbortError("The operation was aborted");
    }
  } finally {
    await handle.close();
  }
}
