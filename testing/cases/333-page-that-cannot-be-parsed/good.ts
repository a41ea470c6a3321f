import { closeSync, openSync, readSync } from "node:fs";

export interface Page {
  readonly index: number;
  readonly size: number;
}

function readTrailer(descriptor: number, length: number): string {
  const buffer = Buffer.alloc(length);
  readSync(descriptor, buffer, 0, length, 0);
  return buffer.toString("latin1");
}

function parsePages(trailer: string): Page[] {
  const found = /\/Count (\d+)/.exec(trailer);
  if (found === null) throw new Error("unable to parse the document");
  return Array.from({ length: Number(found[1]) }, (_, index) => ({ index, size: trailer.length }));
}

export class PdfWriter {
  private readonly pages: Page[] = [];

  append(path: string): number {
    const descriptor = openSync(path, "r");
    try {
      const added = parsePages(readTrailer(descriptor, 1024));
      this.pages.push(...added);
      return added.length;
    } finally {
      closeSync(descriptor);
    }
  }
}
