/** Freehold's own runtime: pointers, cells, guards, trait objects and arenas. What threads share is in `freehold-threads.ts`. */

import type { FunctionModel, LockModel, Model, TypeModel } from "./schema.ts";

export const staysHere =
  "It belongs to this thread: what Freehold sends refuses it with a `NotSendError`, and a structured clone of it is an empty object.";

/** Its end is the end of what it holds. Where that is nothing but memory the collector does as well, so nobody must. */
export function holder(what: string): TypeModel {
  return {
    what,
    strength: "soft",
    release: ["[Symbol.dispose]"],
    leak: "What it holds is never dropped: destructors in it do not run.",
    useAfter: "It throws `DroppedError`, or `MovedError` when it was moved.",
  };
}

/** No other thread can have one. */
function local(what: string): TypeModel {
  return { ...holder(what), staysHere };
}

/** While it lives, its cell is borrowed: for this turn, since whoever runs next knows nothing of it. */
function guard(what: string, refused: string): TypeModel {
  return {
    ...local(what),
    strength: "hard",
    leak: `The cell stays borrowed: the next ${refused}.`,
    throwsWhenRead: ["value"],
    guard: true,
    acrossAwait: `Other code runs in the meantime, and the cell is borrowed: a ${refused} there, where nothing is wrong.`,
  };
}

export function makes(type: string, takes: FunctionModel["takes"] = {}): FunctionModel {
  return { result: { kind: "fresh", type }, takes };
}

/** What is given is the holder's from now on; who has kept it may still look at it. */
export const keeps: FunctionModel = { takes: { 0: "stores" } };
const keepsSecond: FunctionModel = { takes: { 1: "stores" } };

/** Whoever touches it afterwards gets a `MovedError`. */
export const usesUp: FunctionModel = { takes: { this: "moves" } };
export const usesUpFirst: FunctionModel = { takes: { 0: "moves" } };

const borrowsCell: LockModel = {
  mode: "shared",
  fails: "here",
  othersFail: true,
  held: "borrowed",
  again: "It throws a `BorrowError`.",
};
const borrowsCellMutably: LockModel = { ...borrowsCell, mode: "exclusive", again: "It throws a `BorrowMutError`." };

/** What an arena lends ends with the arena. */
const lends: FunctionModel = { result: { kind: "derived", from: "this" } };

export const freehold: Model = {
  modules: ["freehold"],
  types: {
    Box: holder("a box"),
    Rc: local("an owner that is counted"),
    Weak: local("a weak handle"),
    Cell: local("a cell"),
    RefCell: local("a cell with borrows"),
    OnceCell: local("a cell that is set once"),
    LazyCell: local("a lazy cell"),
    Dyn: local("a trait object"),
    SlotMap: local("a slot map"),
    TypedArena: { ...local("an arena"), lends: true },
    Drain: local("a drain"),
    ManuallyDrop: { what: "a value that nobody drops", strength: "none", release: [] },
    Drop: { what: "a value with a destructor", strength: "hard", release: ["[Symbol.dispose]"], leak: "Its destructor never runs." },
    AsyncDrop: {
      what: "a value with a destructor",
      strength: "hard",
      release: ["[Symbol.asyncDispose]"],
      leak: "Its destructor never runs.",
    },
    RefGuard: guard("a borrow of a cell", "`borrowMut()` throws `BorrowMutError`"),
    RefMutGuard: guard("an exclusive borrow of a cell", "`borrow()` throws `BorrowError`"),
    Deferred: {
      what: "deferred work",
      strength: "hard",
      release: ["[Symbol.dispose]", "[Symbol.asyncDispose]"],
      // Work that is called off need not run.
      endedBy: ["cancel"],
      leak: "The work never runs.",
      guard: true,
    },
  },
  functions: {
    drop: { takes: { 0: "releases" } },
    dropAsync: { takes: { 0: "releases" } },
    forget: usesUpFirst,
    replace: { takes: { 2: "stores" } },
    take: {},
    swap: {},
    field: {},
    defer: makes("Deferred", { 0: "stores" }),
    expectNoLeaks: { takes: { "*": "stores" } },
    liveCount: { throws: "never" },

    "static Box.new": makes("Box", { 0: "stores" }),
    "static Box.intoInner": usesUpFirst,
    "static Box.leak": usesUpFirst,
    "static Box.map": makes("Box", { 0: "moves", 1: "borrows" }),
    "Box.set": keeps,
    "Box.replace": keeps,
    "Box.take": usesUp,
    "Box.clone": makes("Box"),

    "static Rc.new": makes("Rc", { 0: "stores" }),
    "static Rc.newCyclic": makes("Rc", { 0: "stores" }),
    "static Rc.clone": makes("Rc"),
    "static Rc.downgrade": makes("Weak"),
    "static Rc.intoInner": usesUpFirst,
    "static Rc.unwrapOrClone": usesUpFirst,
    // It keeps the owner when there is another one, and says so by its result.
    "static Rc.tryUnwrap": keeps,
    "Rc.clone": makes("Rc"),
    "static Weak.new": makes("Weak"),
    "Weak.upgrade": makes("Rc"),
    "Weak.clone": makes("Weak"),

    "static Cell.new": makes("Cell", { 0: "stores" }),
    "Cell.set": keeps,
    "Cell.replace": keeps,
    "Cell.clone": makes("Cell"),
    "Cell.intoInner": usesUp,
    "static RefCell.new": makes("RefCell", { 0: "stores" }),
    "RefCell.borrow": { ...makes("RefGuard"), locks: borrowsCell },
    "RefCell.tryBorrow": { ...makes("RefGuard"), locks: { ...borrowsCell, fails: "never" } },
    "RefCell.borrowMut": { ...makes("RefMutGuard"), locks: borrowsCellMutably },
    "RefCell.tryBorrowMut": { ...makes("RefMutGuard"), locks: { ...borrowsCellMutably, fails: "never" } },
    "RefCell.with": { locks: { ...borrowsCell, during: 0 } },
    "RefCell.withMut": { locks: { ...borrowsCellMutably, during: 0 } },
    "RefCell.replace": { ...keeps, locks: borrowsCellMutably },
    "RefCell.replaceWith": { locks: { ...borrowsCellMutably, during: 0 } },
    "RefCell.take": { locks: borrowsCellMutably },
    "RefCell.clone": makes("RefCell"),
    "RefCell.intoInner": usesUp,
    "static RefGuard.clone": makes("RefGuard"),
    "static RefGuard.map": makes("RefGuard", { 0: "moves" }),
    // It keeps the guard when it finds a part, and says so by its result.
    "static RefGuard.filterMap": makes("RefGuard", { 0: "stores" }),
    "static RefGuard.mapSplit": { result: { kind: "fresh", type: "RefGuard", at: "element" }, takes: { 0: "moves" } },
    "static RefMutGuard.map": makes("RefMutGuard", { 0: "moves" }),
    "static RefMutGuard.filterMap": makes("RefMutGuard", { 0: "stores" }),
    "static RefMutGuard.mapSplit": { result: { kind: "fresh", type: "RefMutGuard", at: "element" }, takes: { 0: "moves" } },
    "static OnceCell.new": makes("OnceCell"),
    "static OnceCell.from": makes("OnceCell", { 0: "stores" }),
    "OnceCell.set": keeps,
    "OnceCell.getOrInit": keeps,
    "OnceCell.clone": makes("OnceCell"),
    "OnceCell.intoInner": usesUp,
    "static LazyCell.new": makes("LazyCell", { 0: "stores" }),

    "static ManuallyDrop.new": makes("ManuallyDrop", { 0: "stores" }),
    "static ManuallyDrop.intoInner": usesUpFirst,
    "static ManuallyDrop.take": usesUpFirst,
    "static ManuallyDrop.drop": usesUpFirst,

    impl: {},
    dyn: makes("Dyn", { 1: "stores" }),
    // Its end leaves the value alone, so nobody need see to it.
    dynRef: { result: { kind: "derived", from: "1" } },
    upcast: makes("Dyn", { 0: "moves" }),
    is: {},
    // It moves only when the value is of the class asked for, and says so by its result.
    downcast: keeps,
    downcastRef: {},
    downcastMut: {},

    "static TypedArena.new": makes("TypedArena"),
    "TypedArena.alloc": { ...lends, ...keeps },
    "TypedArena.allocExtend": { ...lends, ...keeps },
    "TypedArena.iterMut": lends,
    "TypedArena.intoVec": usesUp,
    "static SlotMap.new": makes("SlotMap"),
    "static SlotMap.withCapacity": makes("SlotMap"),
    "SlotMap.insert": keeps,
    "SlotMap.insertWithKey": keeps,
    "SlotMap.replace": keepsSecond,
    "SlotMap.drain": makes("Drain"),

    ref: { result: { kind: "same", as: "0" }, throws: "never" },
    mut: { result: { kind: "same", as: "0" }, throws: "never" },
    move: { result: { kind: "same", as: "0" }, throws: "never" },
  },
  // What a class extends is known by name only: the member of the library's own makes it sure.
  shapes: [
    { names: ["Drop"], members: ["[Symbol.dispose]"], type: "Drop", extended: true },
    { names: ["AsyncDrop"], members: ["[Symbol.asyncDispose]"], type: "AsyncDrop", extended: true },
  ],
};
