/**
 * Which locals may still be read.
 *
 * Question: at this point, may the value that the local holds now be read, dropped or returned later?
 * Direction and lattice: backward; sets of locals, joined by union.
 * Transfer:
 * - reading a place, or dropping it, makes its local live before;
 * - writing a whole local makes it dead before; writing a part of it (`%1.rows = …`) reads the local, as it must be there;
 * - a terminator writes its destination on the normal edge only: when `%2 = call…` unwinds, the old `%2` is still there;
 * - `storage-live` makes the local dead before; `storage-dead` says nothing, as nobody names the local after it;
 * - `return` reads local 0.
 * Invariants: the body is valid.
 * Guarantees: what is not live is not read through this body's locals on any way. A local that others can see (captured by a
 * closure, a capture itself, an import, a global) is live everywhere, since every call may read it.
 * Worked example: before `%2 = call#0 %1.read() -> bb1 unwind bb2`, with `read %2` in bb1 and `read %3` in bb2, the live locals
 * are %1 (it is called upon) and %3 (in case of an exception); %2 is not, unless bb2 reads it.
 */

import type { Body, Local, LocalId, Place, Statement, Terminator } from "../body.ts";
import { returnPlace } from "../return-place.ts";
import { definedPlace, visitPlaces, type Access, type Edge } from "../walk.ts";
import type { Analysis } from "./analysis.ts";
import { addBit, bitsOf, hasBit, removeBit, type BitSet } from "./bit-set.ts";
import { unionLattice } from "./lattice.ts";

/** Solve it with `solve`; the bits are `LocalId`s. */
export function liveness(body: Body): Analysis<BitSet> {
  const everywhere = bitsOf(body.locals.length, seenByOthers(body));
  return {
    direction: "backward",
    lattice: unionLattice(body.locals.length, everywhere),
    boundary: everywhere,
    statement: (after, statement) => before(statement, after, everywhere),
    terminator: (after, terminator) => {
      const state = terminator.kind === "return" ? addBit(after, returnPlace) : after;
      return before(terminator, state, everywhere);
    },
    edge: (after, edge, terminator) => beforeEdge(after, edge, terminator, everywhere),
  };
}

function seenByOthers(body: Body): ReadonlySet<LocalId> {
  const seen = new Set(body.locals.filter(belongsElsewhere).map((local) => local.id));
  for (const { statements } of body.blocks) {
    for (const statement of statements) {
      visitPlaces(statement, (place, access) => {
        if (access === "capture") seen.add(place.local);
      });
    }
  }
  return seen;
}

function belongsElsewhere({ kind }: Local): boolean {
  return kind.kind === "capture" || kind.kind === "import" || kind.kind === "global";
}

/** What is written dies first, then what is read comes alive: `%1 = %1` reads `%1`. */
function before(node: Statement | Terminator, after: BitSet, everywhere: BitSet): BitSet {
  let killed = after;
  visitPlaces(node, (place, access) => {
    if (endsLife(node, place, access)) killed = withoutLocal(killed, place.local, everywhere);
  });
  let live = killed;
  visitPlaces(node, (place, access) => {
    if (readsLocal(place, access)) live = addBit(live, place.local);
  });
  return live;
}

/** A terminator's destination is the business of its edges. */
function endsLife(node: Statement | Terminator, place: Place, access: Access): boolean {
  return access === "live" || (node.kind === "assign" && access === "write" && place.path.length === 0);
}

function readsLocal(place: Place, access: Access): boolean {
  return access === "read" || access === "drop" || (access === "write" && place.path.length > 0);
}

function beforeEdge(after: BitSet, edge: Edge, terminator: Terminator, everywhere: BitSet): BitSet {
  const written = definedPlace(terminator);
  if (edge.kind !== "normal" || written === undefined || written.path.length > 0) return after;
  return withoutLocal(after, written.local, everywhere);
}

function withoutLocal(live: BitSet, local: LocalId, everywhere: BitSet): BitSet {
  return hasBit(everywhere, local) ? live : removeBit(live, local);
}
