import { close, open, write } from "node:fs";

type Done = (error: NodeJS.ErrnoException | null) => void;

function replace(fd: number, data: Uint8Array, done: Done): void {
  write(fd, data, 0, data.length, 0, (error) => done(error));
}

export function writeFile(path: string, data: string | Uint8Array, done: Done): void {
  const bytes = typeof data === "string" ? new TextEncoder().encode(data) : data;
  open(path, "w", (failed, fd) => {
    if (failed) return done(failed);
    replace(fd, bytes, (error) => {
      close(fd, (closing) => done(error ?? closing));
    });
  });
}
