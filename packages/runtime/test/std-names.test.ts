/** The stable methods of std (1.95), `typed-arena`, `slotmap` and `crossbeam-channel`, in camelCase: each is here, or docs/runtime.md says that it is not. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import * as freehold from "freehold";

const documents = readFileSync(join(import.meta.dirname, "../../../docs/runtime.md"), "utf8");

/** What the class of this name has, as std calls it. */
const methods: Readonly<Record<string, string>> = {
  Box: "new leak downcast pin into_pin new_uninit assume_init write into_raw from_raw",
  Rc: `new new_cyclic try_unwrap into_inner unwrap_or_clone downgrade strong_count weak_count get_mut make_mut ptr_eq clone downcast
    pin new_uninit into_raw from_raw as_ptr increment_strong_count decrement_strong_count`,
  Weak: "new upgrade clone strong_count weak_count ptr_eq as_ptr into_raw from_raw",
  Cell: "new get set replace take update swap get_mut into_inner as_ptr from_mut as_slice_of_cells as_array_of_cells",
  RefCell: `new borrow try_borrow borrow_mut try_borrow_mut replace replace_with take swap get_mut into_inner
    as_ptr try_borrow_unguarded`,
  RefGuard: "clone map filter_map map_split",
  RefMutGuard: "map filter_map map_split",
  OnceCell: "new from get get_mut set get_or_init take into_inner",
  LazyCell: "new force",
  Arc: `new new_cyclic try_unwrap into_inner unwrap_or_clone downgrade strong_count weak_count get_mut make_mut ptr_eq clone
    pin new_uninit into_raw from_raw as_ptr increment_strong_count decrement_strong_count`,
  ArcWeak: "new upgrade clone strong_count weak_count ptr_eq as_ptr into_raw from_raw",
  Mutex: "new lock try_lock is_poisoned clear_poison into_inner get_mut",
  RwLock: "new read try_read write try_write is_poisoned clear_poison into_inner get_mut",
  RwLockWriteGuard: "downgrade",
  Condvar: "new wait wait_while wait_timeout wait_timeout_while notify_one notify_all",
  Once: "new call_once call_once_force is_completed wait wait_force",
  OnceLock: "new from get get_mut set get_or_init take into_inner wait",
  LazyLock: "new force",
  Barrier: "new wait",
  AtomicI32: `new load store swap compare_exchange compare_exchange_weak fetch_add fetch_sub fetch_and fetch_nand fetch_or fetch_xor
    fetch_max fetch_min fetch_update into_inner get_mut as_ptr from_ptr`,
  AtomicBool: `new load store swap compare_exchange compare_exchange_weak fetch_and fetch_nand fetch_or fetch_xor fetch_not
    fetch_update into_inner get_mut as_ptr from_ptr`,
  Sender: "send try_send send_timeout send_deadline clone len is_empty is_full capacity same_channel",
  Receiver: `recv try_recv recv_timeout recv_deadline iter try_iter into_iter clone len is_empty is_full capacity same_channel`,
  ManuallyDrop: "new into_inner take drop",
  TypedArena: `new alloc alloc_extend len iter_mut into_vec
    with_capacity reserve_extend alloc_uninitialized uninitialized_array`,
  SlotMap: `new with_capacity len is_empty capacity reserve contains_key insert insert_with_key remove retain clear drain get get_mut
    get_disjoint_mut iter iter_mut keys values values_mut
    with_key with_capacity_and_key try_reserve try_insert_with_key get_unchecked get_unchecked_mut get_disjoint_unchecked_mut`,
};

/** Functions of `std::mem`, `std::any`, `std::sync::mpsc` and crossbeam's channels, and methods of `dyn Any`. */
const functions =
  "drop forget replace swap take is downcast downcast_ref downcast_mut size_of align_of needs_drop transmute zeroed type_name " +
  "channel sync_channel select after at never tick";

/** What there is not, and the words of docs/runtime.md that say so. */
const without: readonly { readonly names: RegExp; readonly said: string }[] = [
  { names: /_raw$|^as_ptr$|^(?:in|de)crement_strong_count$|_unguarded$|^transmute$/, said: "raw pointers" },
  { names: /^from_ptr$/, said: "raw pointers" },
  { names: /^(?:Mutex|RwLock|OnceLock|Atomic\w+)\.get_mut$/, said: "`get_mut` of what threads share" },
  { names: /^(?:Arc\.new_cyclic|ArcWeak\.new)$/, said: "`Arc::new_cyclic`, `Weak::new` of `sync`" },
  { names: /^(?:OnceLock\.take|Once\.wait_force)$/, said: "`OnceLock::take`, `Once::wait_force`" },
  { names: /^compare_exchange_weak$/, said: "`compare_exchange_weak`" },
  { names: /uninit|^assume_init$|^Box\.write$|^zeroed$/, said: "uninitialized memory" },
  { names: /^(?:pin|into_pin)$/, said: "`Pin`" },
  { names: /^(?:size_of|align_of|needs_drop)$/, said: "`size_of`, `needs_drop`" },
  { names: /^(?:from_mut|as_slice_of_cells|as_array_of_cells)$/, said: "`Cell::from_mut`" },
  { names: /^(?:with_key|with_capacity_and_key)$/, said: "custom keys of a `SlotMap`" },
  { names: /^(?:get_unchecked|get_unchecked_mut|get_disjoint_unchecked_mut|try_reserve)$/, said: "unchecked access to a `SlotMap`" },
  { names: /^try_insert_with_key$/, said: "`SlotMap::try_insert_with_key`" },
  { names: /^(?:send|recv)_deadline$|^at$/, said: "`recv_deadline`, `send_deadline`, `crossbeam_channel::at`" },
  { names: /^into_iter$/, said: "`Receiver::into_iter`" },
  { names: /^type_name$/, said: "`any::type_name`" },
  { names: /^Box\.downcast$/, said: "`Box<dyn Any>::downcast`" },
  { names: /^Rc\.downcast$/, said: "`Rc<dyn Any>::downcast`" },
  { names: /^TypedArena\.(?:with_capacity|reserve_extend)$/, said: "`Arena::with_capacity`, `reserve_extend`" },
];

describe.for(Object.entries(methods))("%s", ([name, listed]) => {
  const type = exported(name) as { readonly prototype: object };

  test.for(listed.split(/\s+/))("%s is there, or the documentation says that it is not", (method) => {
    const here = camelCase(method) in type || camelCase(method) in type.prototype;
    expect(here || isDocumented(method, `${name}.${method}`)).toBe(true);
  });
});

test.for(functions.split(" "))("%s is exported, or the documentation says that it is not", (name) => {
  expect(exported(camelCase(name)) !== undefined || isDocumented(name, name)).toBe(true);
});

test("what the documentation says that there is not, is not there", () => {
  const all = Object.entries(methods).flatMap(([name, listed]) => listed.split(/\s+/).map((method) => [name, method] as const));
  const both = all.filter(([name, method]) => {
    const type = exported(name) as { readonly prototype: object };
    return isDocumented(method, `${name}.${method}`) && (camelCase(method) in type || camelCase(method) in type.prototype);
  });
  expect(both).toEqual([]);
});

function isDocumented(...names: readonly string[]): boolean {
  return without.some((entry) => names.some((name) => entry.names.test(name)) && documents.includes(entry.said));
}

function exported(name: string): unknown {
  return (freehold as Readonly<Record<string, unknown>>)[name];
}

function camelCase(name: string): string {
  return name.replaceAll(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}
