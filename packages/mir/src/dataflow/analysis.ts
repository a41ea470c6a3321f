/** A dataflow analysis as data: its direction, its lattice and what each piece of a body does to a state. */

import type { Point, Statement, Terminator } from "../body.ts";
import type { Edge } from "../walk.ts";
import type { Lattice } from "./lattice.ts";

/**
 * A forward analysis is given the state before a node and gives the state after it; a backward one the other way round. The
 * transfer functions are monotone and depend on nothing but what they are given.
 */
export interface Analysis<State> {
  readonly direction: "forward" | "backward";
  readonly lattice: Lattice<State>;
  /** Forward: at the body's entry. Backward: after each terminator without successors. */
  readonly boundary: State;
  readonly statement: (state: State, statement: Statement, point: Point) => State;
  readonly terminator: (state: State, terminator: Terminator, point: Point) => State;
  /** What happens on one way out only: a call's destination is written on its normal edge, not when it unwinds. */
  readonly edge: (state: State, edge: Edge, terminator: Terminator, point: Point) => State;
}

/** Indexed by block. Blocks that cannot be reached keep the lattice's bottom. */
export interface Solution<State> {
  /** Before the first statement, in the order in which the program runs, whatever the direction. */
  readonly atStart: readonly State[];
  /** After the terminator, before a way out is taken. */
  readonly atEnd: readonly State[];
}
