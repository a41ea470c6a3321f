/** Descriptors in callbacks, closed on each way. */

import { close, fstat, open, read, write } from "node:fs";

export function size(path: string, done: (error: Error | null, size?: number) => void): void {
  open(path, "r", (error, fd) => {
    if (error) return done(error);
    fstat(fd, (failed, stats) => {
      close(fd, (closing) => {
        if (failed) return done(failed);
        if (closing) return done(closing);
        done(null, stats.size);
      });
    });
  });
}

export function append(path: string, text: string, done: (error: Error | null) => void): void {
  open(path, "a", (error, fd) => {
    if (error) {
      done(error);
      return;
    }
    write(fd, text, (failed) => close(fd, (closing) => done(failed ?? closing ?? null)));
  });
}

export function chunks(path: string, onChunk: (chunk: Buffer) => void, done: (error: Error | null) => void): void {
  open(path, "r", (error, fd) => {
    if (error) return done(error);
    const buffer = Buffer.alloc(4096);
    const next = (): void => {
      read(fd, buffer, 0, buffer.length, null, (failed, count) => {
        if (failed || count === 0) return close(fd, (closing) => done(failed ?? closing ?? null));
        onChunk(Buffer.from(buffer.subarray(0, count)));
        next();
      });
    };
    next();
  });
}
