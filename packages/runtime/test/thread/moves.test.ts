/** What has one owner crosses to another thread by a move: nothing is copied, and nobody has it here any more. */

import { describe, expect, test } from "vitest";
import { Arc, Box, channel, drop, Drop, MovedError, NotSendError, Pool, thread } from "freehold";
import { caught } from "../caught.ts";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";

leavesNothingAlive();

describe("a box", () => {
  test.for<readonly [string, () => unknown]>([
    ["a number", () => 7],
    ["a record", () => ({ name: "moved", parts: [1, 2] })],
    ["a buffer", () => new Uint8Array([1, 2, 3]).buffer],
    ["a view of a buffer", () => new Uint16Array([1, 2, 3])],
    ["nothing", () => undefined],
  ])("of %s arrives as a box, and the one here is moved out of", async ([, make]) => {
    const box = Box.new(make());
    expect(await thread.spawn((box: Box<unknown>) => box.take(), box).join()).toEqual(make());
    expect(() => box.get()).toThrow(MovedError);
  });

  test("of a buffer leaves an empty buffer behind: nothing was copied", async () => {
    const buffer = new ArrayBuffer(1_000_000);
    const length = await thread.spawn((box: Box<ArrayBuffer>) => box.get().byteLength, Box.new(buffer)).join();
    expect([length, buffer.byteLength]).toEqual([1_000_000, 0]);
  });

  test("comes back by a move, too", async () => {
    const box = Box.new(new Uint8Array([1, 2, 3]));
    using back = await thread.spawn((box: Box<Uint8Array>) => box, box).join();
    expect([...back.get()]).toEqual([1, 2, 3]);
  });

  test("in a box moves with it", async () => {
    const inner = Box.new("inside");
    const text = await thread.spawn((box: Box<Box<string>>) => box.get().get(), Box.new(inner)).join();
    expect(text).toBe("inside");
    expect(() => inner.get()).toThrow(MovedError);
  });

  test("that stands in two places arrives as one", async () => {
    const box = Box.new(1);
    expect(await thread.spawn((one: Box<number>, { other }: { other: Box<number> }) => one === other, box, { other: box }).join()).toBe(
      true,
    );
  });

  test("of what cannot cross stays, and so does every other argument", () => {
    using box = Box.new<unknown>({ click: () => 1 });
    using other = Box.new(2);
    expect(caught(() => thread.spawn((...given: unknown[]) => given.length, other, box))).toBeInstanceOf(NotSendError);
    expect([typeof box.get(), other.get()]).toEqual(["object", 2]);
  });

  test("of a value with a destructor stays: nobody there could run it", () => {
    class Connection extends Drop {
      override drop() {}
    }
    using box = Box.new(new Connection());
    expect(() => thread.spawn((box: unknown) => typeof box, box)).toThrow(NotSendError);
    expect(box.get()).toBeInstanceOf(Connection);
  });

  test("that has moved cannot move again", () => {
    const box = Box.new(1);
    box.take();
    expect(() => thread.spawn((box: unknown) => typeof box, box)).toThrow(MovedError);
  });

  test("moves to a thread of a pool, at once even for a task that waits", async () => {
    await using pool = Pool.new({ size: 1 });
    const boxes = [1, 2, 3].map((n) => Box.new(new Uint8Array([n])));
    const sums = boxes.map((box) => pool.run((box: Box<Uint8Array>) => box.get()[0], box));
    for (const box of boxes) expect(() => box.get()).toThrow(MovedError);
    expect(await Promise.all(sums)).toEqual([1, 2, 3]);
  });

  test("gives up what it holds when the thread is done with it", async () => {
    using shared = Arc.new(5);
    await thread.spawn((box: Box<Box<Arc<number>>>) => box.get().get().get(), Box.new(Box.new(shared.clone()))).join();
    expect(Arc.strongCount(shared)).toBe(1);
  });
});

describe("what only one thread can have", () => {
  test.for<readonly [string, () => object]>([
    ["a port", () => new MessageChannel().port1],
    ["a stream", () => new ReadableStream()],
    ["a stream's other end", () => new WritableStream()],
  ])("%s moves by itself, once", async ([, make]) => {
    const moved = make();
    expect(await thread.spawn((given: object) => typeof given, moved).join()).toBe("object");
    expect(() => thread.spawn((given: object) => typeof given, moved)).toThrow(NotSendError);
    await using pool = Pool.new({ size: 1 });
    await expect(pool.run((given: object) => typeof given, moved)).rejects.toThrow(NotSendError);
    expect(pool.available()).toBe(1);
  });
});

describe("what was transferred before", () => {
  const buffer = "is a buffer that was transferred before: send it from the thread that has it now, or transfer a copy, `slice()`";
  const port = "cannot move to another thread: it was transferred before, or is closed. Send it once, from the thread that has it";
  const stream =
    "is a stream that was transferred before, or that somebody uses: release its lock, and send it from the thread that has it";
  const refused: readonly (readonly [string, () => object, string])[] = [
    ["a buffer", () => transferred(new ArrayBuffer(8)), buffer],
    ["a view of a buffer", () => viewOfTransferred(), buffer],
    ["a port", () => transferred(new MessageChannel().port1), port],
    ["a stream", () => transferred(new ReadableStream()), stream],
    ["a stream that somebody reads", () => readBySomebody(), stream],
  ];

  test.for(refused)("%s is refused by its place, and everything else stays as it was", async ([, make, why]) => {
    using shared = Arc.new(5);
    using box = Box.new(7);
    const given = [shared, box, { parts: [make()] }] as const;
    expect(caught(() => thread.spawn((...all: unknown[]) => all.length, ...given))).toMatchObject({
      name: "NotSendError",
      message: `\`args[2].parts[0]\` ${why}`,
    });
    await using pool = Pool.new({ size: 1 });
    await expect(pool.run((...all: unknown[]) => all.length, ...given)).rejects.toThrow(`\`args[2].parts[0]\` ${why}`);
    expect([Arc.strongCount(shared), box.get()]).toEqual([1, 7]);
  });

  test("is refused in a message, too", () => {
    const [sender, receiver] = channel<object>();
    expect(() => sender.send({ parts: [transferred(new ArrayBuffer(8))] })).toThrow(`\`value.parts[0]\` ${buffer}`);
    expect(() => sender.send({ view: viewOfTransferred() })).toThrow(`\`value.view\` ${buffer}`);
    drop([sender, receiver]);
  });

  test("is no outcome: whoever joins is told", async () => {
    const handle = thread.spawn(() => {
      const buffer = new ArrayBuffer(8);
      structuredClone(buffer, { transfer: [buffer] });
      return { buffer };
    });
    await expect(handle.join()).rejects.toThrow(`\`result.buffer\` ${buffer}`);
  });

  test("takes no thread's place when it is refused, however often", async () => {
    for (let times = 300; times > 0; times--)
      expect(() => thread.spawn((_port: MessagePort) => 0, transferred(new MessageChannel().port1))).toThrow(NotSendError);
    expect(await thread.spawn(() => "begun").join()).toBe("begun");
  });
});

test("handles that were about to leave are taken back when something beside them cannot", () => {
  using shared = Arc.new(5);
  using box = Box.new<unknown>({ click: () => 1 });
  expect(() => thread.spawn((...given: unknown[]) => given.length, shared, box)).toThrow("`args[1].click` is a function");
  expect(Arc.strongCount(shared)).toBe(1);
});

function transferred<T extends object>(value: T): T {
  structuredClone(value, { transfer: [value as unknown as ArrayBuffer] });
  return value;
}

function viewOfTransferred(): Uint8Array {
  const view = new Uint8Array(8);
  transferred(view.buffer);
  return view;
}

function readBySomebody(): ReadableStream {
  const stream = new ReadableStream();
  stream.getReader();
  return stream;
}
