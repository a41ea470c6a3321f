/** `Rc` and `Weak` after their end, and given what types would have refused. */

import { describe, expect, test } from "vitest";
import { checked } from "#checks";
import { drop, DroppedError, MisuseError, MovedError, Rc, Weak } from "freehold";
import { caught } from "../caught.ts";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";

leavesNothingAlive();

const strongUses: readonly (readonly [string, (rc: Rc<number>) => unknown])[] = [
  ["get", (rc) => Rc.prototype.get.call(rc)],
  ["clone", (rc) => Rc.prototype.clone.call(rc)],
  ["Rc.clone", (rc) => Rc.clone(rc)],
  ["Rc.ptrEq", (rc) => Rc.ptrEq(rc, rc)],
  ["Rc.strongCount", (rc) => Rc.strongCount(rc)],
  ["Rc.weakCount", (rc) => Rc.weakCount(rc)],
  ["Rc.downgrade", (rc) => Rc.downgrade(rc)],
  ["Rc.tryUnwrap", (rc) => Rc.tryUnwrap(rc)],
  ["Rc.intoInner", (rc) => Rc.intoInner(rc)],
  ["Rc.unwrapOrClone", (rc) => Rc.unwrapOrClone(rc)],
  ["Rc.getMut", (rc) => Rc.getMut(rc)],
  ["Rc.makeMut", (rc) => Rc.makeMut(rc)],
];

const weakUses: readonly (readonly [string, (weak: Weak<number>) => unknown])[] = [
  ["upgrade", (weak) => Weak.prototype.upgrade.call(weak)],
  ["clone", (weak) => Weak.prototype.clone.call(weak)],
  ["ptrEq", (weak) => Weak.prototype.ptrEq.call(weak, weak)],
  ["strongCount", (weak) => Weak.prototype.strongCount.call(weak)],
  ["weakCount", (weak) => Weak.prototype.weakCount.call(weak)],
];

describe("a dead handle", () => {
  test.for(strongUses)("%s after the drop throws DroppedError, though others live", ([, use]) => {
    using other = Rc.new(1);
    const rc = other.clone();
    drop(rc);
    expect(() => use(rc)).toThrow(DroppedError);
  });

  test.for(strongUses)("%s after a move throws MovedError", ([, use]) => {
    const rc = Rc.new(1);
    Rc.intoInner(rc);
    expect(() => use(rc)).toThrow(MovedError);
  });

  test.for(weakUses)("Weak.%s after the drop throws DroppedError", ([, use]) => {
    using rc = Rc.new(1);
    const weak = Rc.downgrade(rc);
    drop(weak);
    expect(() => use(weak)).toThrow(DroppedError);
  });

  test("names the place of its drop in checked builds", () => {
    const rc = Rc.new(1);
    drop(rc);
    const place = checked ? expect.stringMatching(/rc-misuse\.test\.ts:\d+:\d+$/) : undefined;
    expect(caught(() => rc.get())).toMatchObject({ name: "DroppedError", place });
  });
});

describe("misuse from plain JavaScript", () => {
  const foreigners = [undefined, null, 1, "text", {}, () => 1, Object.create(Rc.prototype)] as const;

  test.for(strongUses)("%s refuses what is no Rc", ([, use]) => {
    for (const foreign of foreigners) expect(() => use(foreign as never)).toThrow(MisuseError);
  });

  test.for(weakUses)("Weak.%s refuses what is no Weak", ([, use]) => {
    using rc = Rc.new(1);
    for (const foreign of [...foreigners, rc]) expect(() => use(foreign as never)).toThrow(MisuseError);
  });

  test("new says what to call instead", () => {
    expect(() => new (Rc as never as new (value: unknown) => unknown)(5)).toThrow("call `Rc.new(value)`");
    expect(() => new (Weak as never as new () => unknown)()).toThrow("call `Rc.downgrade(rc)` or `Weak.new()`");
  });

  test("newCyclic needs a function", () => {
    expect(() => Rc.newCyclic(5 as never)).toThrow("`Rc.newCyclic` needs a function and was given a number");
  });
});
