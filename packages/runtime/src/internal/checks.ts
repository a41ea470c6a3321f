/** What the two builds differ in: `#checks` is one of them, by the export condition `development`. */

export interface Checks {
  /** A literal in each build, so that engines and bundlers fold `if (checked)`. */
  readonly checked: boolean;
  /** Where the caller of the library stands, as `file:line:column`; `undefined` in lean builds and where no stack tells it. */
  here(): string | undefined;
  /** Counts one more live value of this kind. */
  born(value: object, kind: string): void;
  /** Counts one less. */
  died(value: object): void;
  /** How many values were made and neither dropped nor moved out of; always 0 in lean builds. */
  liveCount(): number;
  /** Remembers each value that is made from now on, until `stopWatching` is given the result. */
  startWatching(): object;
  /** What was made since `startWatching` and still lives: one line each, the oldest first. */
  stopWatching(watch: object): readonly string[];
}
