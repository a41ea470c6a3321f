import { watch } from "node:fs";
import { basename, dirname } from "node:path";

export function untilChanged(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const watcher = watch(dirname(path));
    watcher.on("change", (_kind, name) => {
      if (name === basename(path)) {
        watcher.close();
        resolve(true);
      }
    });
    watcher.on("error", (error) => {
      console.error("cannot watch", path, error);
      watcher.close();
      resolve(false);
    });
  });
}
