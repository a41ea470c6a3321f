/** The lean build: nothing is counted and no place is remembered. */

export const checked: boolean = false;

export function here(): string | undefined {
  return undefined;
}

export function born(_value: object, _kind: string): void {}

export function died(_value: object): void {}

/** How many values were made and neither dropped nor moved out of; always 0 in lean builds. */
export function liveCount(): number {
  return 0;
}

export function startWatching(): object {
  return {};
}

export function stopWatching(_watch: object): readonly string[] {
  return [];
}
