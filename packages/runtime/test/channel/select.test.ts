/** `select` behaves as crossbeam's `select!` is documented, as far as one thread can see. */

import { describe, expect, test } from "vitest";
import {
  channel,
  drop,
  DroppedError,
  MisuseError,
  NotSendError,
  RecvError,
  select,
  selectAsync,
  selectTimeout,
  SendError,
  syncChannel,
  TimeoutError,
  trySelect,
  type Receiver,
} from "freehold";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";

leavesNothingAlive();

describe("an arm that receives", () => {
  test("is told the message", () => {
    const [sender, receiver] = channel<string>();
    sender.send("message");
    expect(select([receiver.arm((message) => message)])).toEqual({ done: false, value: "message" });
    drop([sender, receiver]);
  });

  test("is told when nobody can send", () => {
    const [sender, receiver] = channel<string>();
    drop(sender);
    expect(select([receiver.arm((message) => message)])).toEqual({ done: true, value: undefined });
    drop(receiver);
  });

  test("tells a message of undefined from the end", () => {
    const [sender, receiver] = channel<undefined>();
    sender.send(undefined);
    expect(select([receiver.arm(({ done }) => done)])).toBe(false);
    drop([sender, receiver]);
  });

  test("takes one message", () => {
    const [sender, receiver] = channel<number>();
    sender.send(1);
    sender.send(2);
    select([receiver.arm(() => 0)]);
    expect([...receiver.tryIter()]).toEqual([2]);
    drop([sender, receiver]);
  });

  test("that is not chosen takes nothing", () => {
    const [first, firstReceiver] = channel<number>();
    const [second, secondReceiver] = channel<number>();
    first.send(1);
    expect(select([secondReceiver.arm(() => "second"), firstReceiver.arm(() => "first")])).toBe("first");
    second.send(2);
    expect([firstReceiver.len(), secondReceiver.len()]).toEqual([0, 1]);
    drop([first, firstReceiver, second, secondReceiver]);
  });
});

describe("an arm that sends", () => {
  test("sends when there is a place", () => {
    const [sender, receiver] = syncChannel<number>(1);
    expect([select([sender.arm(5, () => "sent")]), receiver.recv()]).toEqual(["sent", 5]);
    drop([sender, receiver]);
  });

  test("is not ready while the channel is full", () => {
    const [sender, receiver] = syncChannel<number>(1);
    sender.send(1);
    expect(trySelect([sender.arm(2, () => "sent")])).toBe(undefined);
    expect([...receiver.tryIter()]).toEqual([1]);
    drop([sender, receiver]);
  });

  test("throws SendError when nobody can receive", () => {
    const [sender, receiver] = syncChannel<string>(1);
    drop(receiver);
    expect(() => select([sender.arm("value", () => 1)])).toThrow(SendError);
    drop(sender);
  });

  test("that is not chosen sends nothing, and drops what it would have sent of handles", () => {
    const [full, drain] = syncChannel<unknown>(1);
    const [inner, innerReceiver] = channel<number>();
    full.send(0);
    expect(trySelect([full.arm({ inner }, () => 1)])).toBe(undefined);
    drop(inner);
    expect(() => innerReceiver.tryRecv()).toThrow(RecvError);
    expect([...drain.tryIter()]).toEqual([0]);
    drop([full, drain, innerReceiver]);
  });

  test("of what cannot cross throws NotSendError, and the others let go", () => {
    const [sender, receiver] = channel<unknown>();
    expect(() =>
      select([
        receiver.arm(() => 1),
        sender.arm(
          () => 1,
          () => 2,
        ),
      ]),
    ).toThrow(NotSendError);
    drop(receiver);
    expect(() => sender.send(1)).toThrow(SendError);
    drop(sender);
  });

  test("may be beside one that receives from the same channel", () => {
    const [sender, receiver] = syncChannel<number>(1);
    const turn = () => select([sender.arm(1, () => "sent"), receiver.arm(() => "received")]);
    expect([turn(), turn(), turn(), turn()]).toEqual(["sent", "received", "sent", "received"]);
    drop([sender, receiver]);
  });
});

describe("select", () => {
  test("gives what the chosen arm gives", () => {
    const [sender, receiver] = channel<number>();
    sender.send(20);
    expect(select([receiver.arm(({ value }) => (value ?? 0) * 2 + 2)])).toBe(42);
    drop([sender, receiver]);
  });

  test("gives undefined when the arm does", () => {
    const [sender, receiver] = channel<number>();
    sender.send(1);
    expect(select([receiver.arm(() => undefined)])).toBe(undefined);
    drop([sender, receiver]);
  });

  test("throws what the chosen arm throws; the message was received", () => {
    const [sender, receiver] = channel<number>();
    sender.send(1);
    const fail = () => {
      throw new RangeError("in the arm");
    };
    expect(() => select([receiver.arm(fail)])).toThrow(RangeError);
    expect(receiver.len()).toBe(0);
    drop([sender, receiver]);
  });

  test("runs one arm only", () => {
    const ends = [channel<number>(), channel<number>(), channel<number>()];
    let runs = 0;
    for (const [sender] of ends) sender.send(1);
    select(ends.map(([, receiver]) => receiver.arm(() => (runs += 1))));
    expect([runs, ends.map(([, receiver]) => receiver.len()).toSorted((one, other) => one - other)]).toEqual([1, [0, 1, 1]]);
    drop(ends.flat());
  });

  test("chooses among those that are ready by chance: each has its turn", () => {
    const ends = [channel<number>(), channel<number>(), channel<number>()];
    const chosen = new Set<number>();
    for (let round = 0; round < 1000 && chosen.size < 3; round++) {
      for (const [sender, receiver] of ends) if (receiver.isEmpty()) sender.send(1);
      chosen.add(select(ends.map(([, receiver], index) => receiver.arm(() => index))));
    }
    expect([...chosen].toSorted((one, other) => one - other)).toEqual([0, 1, 2]);
    drop(ends.flat());
  });

  test("of one receiver twice is fine", () => {
    const [sender, receiver] = channel<number>();
    sender.send(1);
    expect(select([receiver.arm(() => "once"), receiver.arm(() => "once")])).toBe("once");
    drop([sender, receiver]);
  });

  test("of a hundred channels finds the one that is ready", () => {
    const ends = Array.from({ length: 100 }, () => channel<number>());
    ends[57]![0].send(1);
    expect(select(ends.map(([, receiver], index) => receiver.arm(() => index)))).toBe(57);
    drop(ends.flat());
  });

  test("its arm may drop the handles of all", () => {
    const [sender, receiver] = channel<number>();
    sender.send(1);
    select([receiver.arm(() => drop([sender, receiver]))]);
    expect(() => receiver.recv()).toThrow(DroppedError);
  });

  test("its arm may select again", () => {
    const [sender, receiver] = channel<number>();
    sender.send(1);
    sender.send(2);
    const inner = () => select([receiver.arm(({ value }) => value)]);
    expect(select([receiver.arm(({ value }) => [value, inner()])])).toEqual([1, 2]);
    drop([sender, receiver]);
  });

  test("throws DroppedError when a handle was dropped after its arm was made", () => {
    const [sender, receiver] = channel<number>();
    const arms = [receiver.arm(() => "received"), sender.arm(1, () => "sent")];
    drop(receiver);
    expect(() => select(arms)).toThrow(DroppedError);
    drop(sender);
    expect(() => select(arms)).toThrow(DroppedError);
  });
});

describe("trySelect", () => {
  test("gives undefined when no arm is ready", () => {
    const [sender, receiver] = channel<number>();
    expect(trySelect([receiver.arm(() => 1)])).toBe(undefined);
    drop([sender, receiver]);
  });

  test("does not wait for an arm that would be ready soon", () => {
    const [sender, receiver] = syncChannel<number>(1);
    sender.send(1);
    expect(trySelect([sender.arm(2, () => 1)])).toBe(undefined);
    drop([sender, receiver]);
  });

  test("finds an arm that is ready", () => {
    const [sender, receiver] = channel<number>();
    sender.send(1);
    expect(trySelect([receiver.arm(({ value }) => value)])).toBe(1);
    drop([sender, receiver]);
  });
});

describe("selectTimeout", () => {
  test("gives undefined when no arm is ready in time", () => {
    const [sender, receiver] = channel<number>();
    expect(selectTimeout([receiver.arm(() => 1)], 2)).toBe(undefined);
    drop([sender, receiver]);
  });

  test("of no time is trySelect", () => {
    const [sender, receiver] = channel<number>();
    expect(selectTimeout([receiver.arm(() => 1)], 0)).toBe(undefined);
    sender.send(1);
    expect(selectTimeout([receiver.arm(() => 1)], 0)).toBe(1);
    drop([sender, receiver]);
  });

  test("ends at once when an arm is ready", () => {
    const [sender, receiver] = channel<number>();
    drop(sender);
    expect(selectTimeout([receiver.arm(({ done }) => done)], 1e6)).toBe(true);
    drop(receiver);
  });
});

describe("selectAsync", () => {
  test("waits for the first arm that is ready", async () => {
    const [first, firstReceiver] = channel<number>();
    const [second, secondReceiver] = channel<number>();
    const chosen = selectAsync([firstReceiver.arm(() => "first"), secondReceiver.arm(() => "second")]);
    second.send(1);
    expect(await chosen).toBe("second");
    drop([first, firstReceiver, second, secondReceiver]);
  });

  test("waits for a place", async () => {
    const [sender, receiver] = syncChannel<number>(1);
    sender.send(1);
    const chosen = selectAsync([sender.arm(2, () => "sent")]);
    expect(receiver.recv()).toBe(1);
    expect([await chosen, receiver.recv()]).toEqual(["sent", 2]);
    drop([sender, receiver]);
  });

  test("rejects with the signal's reason, and has received nothing", async () => {
    const [sender, receiver] = channel<number>();
    const stop = new AbortController();
    const chosen = selectAsync([receiver.arm(() => 1)], { signal: stop.signal });
    stop.abort();
    await expect(chosen).rejects.toThrow("aborted");
    sender.send(1);
    expect(receiver.recv()).toBe(1);
    drop([sender, receiver]);
  });

  test("rejects with TimeoutError when the time is over", async () => {
    const [sender, receiver] = channel<number>();
    await expect(selectAsync([receiver.arm(() => 1)], { timeout: 2 })).rejects.toThrow(TimeoutError);
    drop([sender, receiver]);
  });

  test("rejects with what the chosen arm throws", async () => {
    const [sender, receiver] = channel<number>();
    drop(sender);
    const fail = () => {
      throw new RangeError("in the arm");
    };
    await expect(selectAsync([receiver.arm(fail)])).rejects.toThrow(RangeError);
    drop(receiver);
  });
});

const foreign: readonly (readonly [string, unknown])[] = [
  ["nothing", undefined],
  ["null", null],
  ["no arms", []],
  ["a receiver instead of its arm", [{}]],
  ["a function", [() => 1]],
  ["an empty place", [undefined]],
];

test.for(foreign)("of %s is a MisuseError", async ([, arms]) => {
  for (const run of [select, trySelect]) expect(() => run(arms as never)).toThrow(MisuseError);
  expect(() => selectTimeout(arms as never, 1)).toThrow(MisuseError);
  await expect(selectAsync(arms as never)).rejects.toThrow(MisuseError);
});

test.for([undefined, 1, {}])("an arm needs a function, and %s is none", (then) => {
  const [sender, receiver] = channel<number>();
  expect(() => receiver.arm(then as never)).toThrow("`Receiver.arm` needs a function");
  expect(() => sender.arm(1, then as never)).toThrow("`Sender.arm` needs a function");
  drop([sender, receiver]);
});

test("a select of any receivers may be typed as one", () => {
  const [numbers, numberReceiver] = channel<number>();
  const [words, wordReceiver] = channel<string>();
  words.send("word");
  const any = (receiver: Receiver<unknown>) => receiver.arm(({ value }) => value);
  expect(select([any(numberReceiver), any(wordReceiver)])).toBe("word");
  drop([numbers, words, numberReceiver, wordReceiver]);
});
