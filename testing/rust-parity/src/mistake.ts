/** A mistake in one of the whole programs, and the rule that tells it. */

export interface Mistake {
  readonly program: string;
  readonly title: string;
  /** What stands in the program, and what stands there instead. */
  readonly right: string;
  readonly wrong: string;
  readonly told: string;
}
