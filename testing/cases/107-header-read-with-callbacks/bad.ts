import { open, read } from "node:fs";

export function header(path: string, done: (error: Error | null, head?: Buffer) => void): void {
  open(path, "r", (error, fd) => {
    if (error) return done(error);
    const head = Buffer.alloc(24);
    read(fd, head, 0, 24, 0, (failure) => {
      if (failure) return done(failure);
      done(null, head);
    });
  });
}
