/** The public face of the package. Each name is also found alone, as `freehold/box`. */

export {
  BorrowError,
  BorrowMutError,
  DeadlockError,
  DroppedError,
  FreeholdError,
  LeakError,
  MisuseError,
  MissingMethodError,
  MovedError,
  NotSendError,
  PanicError,
  PoisonError,
  StaleHandleError,
  ThreadDiedError,
  TimeoutError,
  type DeathReason,
} from "./internal/errors.ts";
export { Drain } from "./arena/drain.ts";
export { SlotMap, type SlotKey } from "./arena/slot-map.ts";
export { TypedArena } from "./arena/typed-arena.ts";
export { Cell } from "./cell/cell.ts";
export { LazyCell } from "./cell/lazy-cell.ts";
export { OnceCell } from "./cell/once-cell.ts";
export { RefCell } from "./cell/ref-cell.ts";
export { RefGuard } from "./cell/ref-guard.ts";
export { RefMutGuard } from "./cell/ref-mut-guard.ts";
export type { Arm } from "./channel/arm.ts";
export { channel, syncChannel } from "./channel/channel.ts";
export { RecvError, SendError } from "./channel/errors.ts";
export { Receiver } from "./channel/receiver.ts";
export { select, selectAsync, selectTimeout, trySelect } from "./channel/select.ts";
export { Sender } from "./channel/sender.ts";
export { after, never, tick } from "./channel/timers.ts";
export { Any, downcast, downcastMut, downcastRef, is } from "./dyn/downcast.ts";
export { dyn, dynRef, upcast, type Dyn } from "./dyn/dyn.ts";
export { impl, type Implementer, type Type } from "./dyn/impl.ts";
export { required } from "./dyn/required.ts";
export { Trait, type Declaration, type Extending } from "./dyn/trait.ts";
export { expectNoLeaks, liveCount } from "./expect-no-leaks.ts";
export { field, type MutRef } from "./mut-ref.ts";
export { AsyncDrop, dropAsync } from "./own/async-drop.ts";
export { Box } from "./own/box.ts";
export { defer, type Deferred } from "./own/defer.ts";
export { Drop } from "./own/drop.ts";
export { ManuallyDrop } from "./own/manually-drop.ts";
export { drop, forget, replace, swap, take } from "./own/mem.ts";
export { Rc, Weak } from "./own/rc.ts";
export { Arc, ArcWeak } from "./sync/arc.ts";
export type { WaitOptions } from "./sync/async-wait.ts";
export { AtomicBool } from "./sync/atomic-bool.ts";
export { AtomicI32 } from "./sync/atomic-i32.ts";
export { AtomicI64 } from "./sync/atomic-i64.ts";
export { AtomicU32 } from "./sync/atomic-u32.ts";
export { Barrier } from "./sync/barrier.ts";
export { Condvar } from "./sync/condvar.ts";
export { LazyLock } from "./sync/lazy-lock.ts";
export { Mutex } from "./sync/mutex.ts";
export { MutexGuard } from "./sync/mutex-guard.ts";
export { Once } from "./sync/once.ts";
export { OnceLock } from "./sync/once-lock.ts";
export { RwLock } from "./sync/rw-lock.ts";
export { RwLockReadGuard, RwLockWriteGuard } from "./sync/rw-lock-guards.ts";
export { Semaphore, SemaphorePermit } from "./sync/semaphore.ts";
export type { Suppressed } from "./internal/suppressed-error.ts";
export { ThreadBuilder } from "./thread/builder.ts";
export { Pool, type PoolOptions } from "./thread/pool.ts";
export { Thread } from "./thread/thread-handle.ts";
export { JoinHandle } from "./thread/join-handle.ts";
export { Scope } from "./thread/scope.ts";
export { thread } from "./thread/thread.ts";
export { move, mut, ref, type Lifetime, type Mut, type Own, type Owned, type Ref } from "./types.ts";
