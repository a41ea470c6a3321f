/** What a thread does to memory: the steps between which every other thread may run. */

/** Words are 32 bits, and addressed by their index. */
export type Operation =
  | { readonly kind: "load"; readonly address: number }
  | { readonly kind: "store" | "add" | "sub" | "and" | "or" | "xor" | "exchange"; readonly address: number; readonly value: number }
  | { readonly kind: "compareExchange"; readonly address: number; readonly expected: number; readonly value: number }
  | { readonly kind: "wait"; readonly address: number; readonly expected: number; readonly timeout: number }
  | { readonly kind: "notify"; readonly address: number; readonly count: number }
  /** Plain accesses, which must never meet another access of the same word. */
  | { readonly kind: "read"; readonly address: number }
  | { readonly kind: "write"; readonly address: number; readonly value: number };

/** Results are numbers; these are what `wait` gives. */
export const woken = 0;
export const notEqual = 1;
export const timedOut = 2;

export const waitResults = ["ok", "not-equal", "timed-out"] as const;

export function isPlain({ kind }: Operation): boolean {
  return kind === "read" || kind === "write";
}

/** Whether two threads that are about to do these race: one word, at least one plain access, at least one that changes it. */
export function conflict(one: Operation, other: Operation): boolean {
  if (one.address !== other.address || !(isPlain(one) || isPlain(other))) return false;
  return touches(one) && touches(other) && (changes(one) || changes(other));
}

/** What the word is afterwards. */
export function changed(operation: Operation, before: number): number {
  switch (operation.kind) {
    case "store":
    case "write":
    case "exchange":
      return operation.value;
    case "add":
      return (before + operation.value) | 0;
    case "sub":
      return (before - operation.value) | 0;
    case "and":
      return before & operation.value;
    case "or":
      return before | operation.value;
    case "xor":
      return before ^ operation.value;
    case "compareExchange":
      return before === operation.expected ? operation.value : before;
    case "load":
    case "read":
    case "wait":
    case "notify":
      return before;
  }
}

export function printOperation(operation: Operation, name: string): string {
  switch (operation.kind) {
    case "load":
    case "read":
      return `${operation.kind}(${name})`;
    case "compareExchange":
      return `compareExchange(${name}, ${operation.expected}, ${operation.value})`;
    case "wait":
      return Number.isFinite(operation.timeout)
        ? `wait(${name}, ${operation.expected}, ${operation.timeout} ms)`
        : `wait(${name}, ${operation.expected})`;
    case "notify":
      return `notify(${name}, ${Number.isFinite(operation.count) ? operation.count : "all"})`;
    default:
      return `${operation.kind}(${name}, ${operation.value})`;
  }
}

/** Whether it may change the word. */
export function changes({ kind }: Operation): boolean {
  return kind !== "load" && kind !== "read" && kind !== "wait" && kind !== "notify";
}

/** A notification looks at who waits, not at the word. */
function touches({ kind }: Operation): boolean {
  return kind !== "notify";
}
