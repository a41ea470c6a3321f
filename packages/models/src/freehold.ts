/** Freehold's own runtime: pointers, cells, guards, trait objects and arenas. */

import type { FunctionModel, Model, TypeModel } from "./schema.ts";

/** Its end is the end of what it holds. Where that is nothing but memory the collector does as well, so nobody must. */
function holder(what: string): TypeModel {
  return {
    what,
    strength: "soft",
    release: ["[Symbol.dispose]"],
    leak: "What it holds is never dropped: destructors in it do not run.",
    useAfter: "It throws `DroppedError`, or `MovedError` when it was moved.",
  };
}

/** While it lives, its cell is borrowed: for this turn, since whoever runs next knows nothing of it. */
function guard(what: string, refused: string): TypeModel {
  return {
    ...holder(what),
    strength: "hard",
    leak: `The cell stays borrowed: the next ${refused}.`,
    throwsWhenRead: ["value"],
    guard: true,
    acrossAwait: `Other code runs in the meantime, and the cell is borrowed: a ${refused} there, where nothing is wrong.`,
  };
}

function makes(type: string, takes: FunctionModel["takes"] = {}): FunctionModel {
  return { result: { kind: "fresh", type }, takes };
}

/** What is given is the holder's from now on; who has kept it may still look at it. */
const keeps: FunctionModel = { takes: { 0: "stores" } };
const keepsSecond: FunctionModel = { takes: { 1: "stores" } };

/** Whoever touches it afterwards gets a `MovedError`. */
const usesUp: FunctionModel = { takes: { this: "moves" } };
const usesUpFirst: FunctionModel = { takes: { 0: "moves" } };

/** What an arena lends ends with the arena. */
const lends: FunctionModel = { result: { kind: "derived", from: "this" } };

export const freehold: Model = {
  modules: ["freehold"],
  types: {
    Box: holder("a box"),
    Rc: holder("an owner that is counted"),
    Arc: holder("an owner that is counted across threads"),
    ArcWeak: holder("a weak handle of what threads share"),
    Mutex: holder("a handle of a lock"),
    RwLock: holder("a handle of a read-write lock"),
    Condvar: holder("a handle of a condition"),
    Once: holder("a handle of a once"),
    OnceLock: holder("a handle of a value that is set once"),
    LazyLock: holder("a handle of a value that is made once"),
    Barrier: holder("a handle of a barrier"),
    Semaphore: holder("a handle of a semaphore"),
    AtomicBool: holder("a handle of a shared flag"),
    AtomicI32: holder("a handle of a shared number"),
    AtomicI64: holder("a handle of a shared number"),
    AtomicU32: holder("a handle of a shared number"),
    MutexGuard: holder("a lock that is held"),
    RwLockReadGuard: holder("a lock that is held"),
    RwLockWriteGuard: holder("a lock that is held"),
    SemaphorePermit: holder("a permit that is held"),
    Sender: { ...holder("a sender"), leak: "Receivers wait for messages that never come: the channel does not end while it has a sender." },
    Receiver: { ...holder("a receiver"), leak: "Senders never hear that nobody receives: what they send stays in memory." },
    Weak: holder("a weak handle"),
    Cell: holder("a cell"),
    RefCell: holder("a cell with borrows"),
    OnceCell: holder("a cell that is set once"),
    LazyCell: holder("a lazy cell"),
    Dyn: holder("a trait object"),
    SlotMap: holder("a slot map"),
    TypedArena: { ...holder("an arena"), lends: true },
    Drain: holder("a drain"),
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
    "static Arc.new": makes("Arc", { 0: "stores" }),
    "static Arc.clone": makes("Arc"),
    "static Arc.downgrade": makes("ArcWeak"),
    "Mutex.lock": makes("MutexGuard"),
    "RwLock.read": makes("RwLockReadGuard"),
    "RwLock.write": makes("RwLockWriteGuard"),
    "Semaphore.acquire": makes("SemaphorePermit"),
    "static Mutex.new": makes("Mutex"),
    "static RwLock.new": makes("RwLock"),
    "static Condvar.new": makes("Condvar"),
    "static Once.new": makes("Once"),
    "static OnceLock.new": makes("OnceLock"),
    "static LazyLock.new": makes("LazyLock"),
    "static Barrier.new": makes("Barrier"),
    "static Semaphore.new": makes("Semaphore"),
    "static AtomicBool.new": makes("AtomicBool"),
    "static AtomicI32.new": makes("AtomicI32"),
    "static AtomicI64.new": makes("AtomicI64"),
    "static AtomicU32.new": makes("AtomicU32"),
    // Each gives a sender and a receiver; both go by their types.
    channel: {},
    syncChannel: {},
    "Sender.clone": makes("Sender"),
    "Receiver.clone": makes("Receiver"),
    after: makes("Receiver"),
    tick: makes("Receiver"),
    never: makes("Receiver"),
    select: {},
    selectAsync: {},
    selectTimeout: {},
    trySelect: {},
    "static Arc.intoInner": usesUpFirst,
    "static Arc.unwrapOrClone": usesUpFirst,
    "static Weak.new": makes("Weak"),
    "Weak.upgrade": makes("Rc"),
    "Weak.clone": makes("Weak"),

    "static Cell.new": makes("Cell", { 0: "stores" }),
    "Cell.set": keeps,
    "Cell.replace": keeps,
    "Cell.clone": makes("Cell"),
    "Cell.intoInner": usesUp,
    "static RefCell.new": makes("RefCell", { 0: "stores" }),
    "RefCell.borrow": makes("RefGuard"),
    "RefCell.tryBorrow": makes("RefGuard"),
    "RefCell.borrowMut": makes("RefMutGuard"),
    "RefCell.tryBorrowMut": makes("RefMutGuard"),
    "RefCell.replace": keeps,
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
