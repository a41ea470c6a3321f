/** Ordinary objects whose methods are called `close`, `open`, `release`, `acquire`, `connect`, `end`. */

export class Path2 {
  private readonly points: [number, number][] = [];
  open(x: number, y: number): this {
    this.points.push([x, y]);
    return this;
  }
  close(): this {
    if (this.points[0]) this.points.push(this.points[0]);
    return this;
  }
}

export function triangle(): Path2 {
  const path = new Path2();
  path.open(0, 0).open(1, 0).open(0, 1);
  path.close();
  path.open(2, 2);
  return path;
}

export interface Interval { readonly start: number; readonly end: number }
export class Range implements Interval {
  constructor(readonly start: number, readonly end: number) {}
  static create(start: number, length: number): Range {
    return new Range(start, start + length);
  }
}

export class Graph {
  private readonly edges = new Map<string, Set<string>>();
  connect(from: string, to: string): { from: string; to: string } {
    const targets = this.edges.get(from) ?? new Set();
    this.edges.set(from, targets.add(to));
    return { from, to };
  }
  disconnect(from: string): void {
    this.edges.delete(from);
  }
}

export function ring(names: readonly string[]): Graph {
  const graph = new Graph();
  names.forEach((name, index) => graph.connect(name, names[(index + 1) % names.length]!));
  graph.disconnect("");
  graph.connect("a", "b");
  return graph;
}

export class Dialog {
  private shown = false;
  open(): void {
    this.shown = true;
  }
  close(): void {
    this.shown = false;
  }
  toggle(): boolean {
    if (this.shown) this.close();
    else this.open();
    return this.shown;
  }
}

export function length(range: Interval): number {
  const created = Range.create(range.start, 4);
  return created.end - range.start;
}
