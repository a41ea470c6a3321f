/** The public face of the package. Each name is also found alone, as `freehold/box`. */

export {
  BorrowError,
  BorrowMutError,
  DroppedError,
  FreeholdError,
  LeakError,
  MisuseError,
  MissingMethodError,
  MovedError,
  PanicError,
  StaleHandleError,
} from "./internal/errors.ts";
