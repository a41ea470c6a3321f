/** Test doubles: `spyOn`, `fn`, `stub` give handles that look like resources. */

declare const vi: {
  fn<T extends (...args: never[]) => unknown>(body?: T): T & { mock: { calls: unknown[][] }; [Symbol.dispose](): void };
  spyOn<T extends object>(target: T, name: keyof T): { mockReturnValue(value: unknown): { [Symbol.dispose](): void }; mockRestore(): void; [Symbol.dispose](): void };
  useFakeTimers(): { [Symbol.dispose](): void };
};
declare function test(name: string, body: () => Promise<void> | void): void;
declare function expect(value: unknown): { toBe(other: unknown): void };

export interface Clock { now(): number }

test("asks the clock", () => {
  const clock: Clock = { now: () => 0 };
  vi.spyOn(clock, "now").mockReturnValue(42);
  expect(clock.now()).toBe(42);
});

test("calls back", () => {
  const listener = vi.fn();
  const target = new EventTarget();
  target.addEventListener("x", () => listener());
  target.dispatchEvent(new Event("x"));
  expect(listener.mock.calls.length).toBe(1);
});

test("waits", async () => {
  vi.useFakeTimers();
  const pool = { connect: vi.fn(async () => ({ query: vi.fn(), release: vi.fn() })) };
  const client = await pool.connect();
  expect(typeof client.release).toBe("function");
});

export function fakeClient(): { query(): Promise<object[]>; release(): void } {
  return { query: async () => [], release: () => {} };
}
