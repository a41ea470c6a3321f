/** How sure a loss is, by what is lost: what ends by itself may be over already when it is replaced. */

import type { OwnedType } from "../contracts/contract.ts";
import { releaseMethods } from "../words.ts";
import type { SlotUse } from "./keeper.ts";

export function lossTier({ how }: SlotUse, made: OwnedType | undefined): "definite" | "maybe" | undefined {
  if (how.kind !== "end") return undefined;
  const type = how.type ?? made;
  if (type === undefined) return "maybe";
  switch (type.strength) {
    case "none":
      return undefined;
    case "hard":
    case "soft":
      return endsByItself(type) ? "maybe" : "definite";
    case "inferred":
      return type.code !== "idle" && releaseMethods.has(how.member) ? "definite" : "maybe";
  }
}

/** The other side, a listener, a failure or the operating system ends it. */
function endsByItself({ name, model }: OwnedType): boolean {
  if (model?.endsOnFailure !== undefined || model?.endsWhenDone !== undefined) return true;
  return /Stream|Socket|Readable|Writable|Interface|Process|Server|EventSource|Connection|Channel|Timeout|Interval|Immediate|Request|Response/.test(
    name,
  );
}
