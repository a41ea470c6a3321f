import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";

export async function title(path: string): Promise<string | undefined> {
  const input = createReadStream(path, { encoding: "utf8" });
  const lines = createInterface({ input, crlfDelay: Infinity });
  try {
    for await (const line of lines) {
      if (line.startsWith("# ")) return line.slice(2);
    }
    return undefined;
  } finally {
    lines.close();
    input.destroy();
  }
}
