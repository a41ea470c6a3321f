/**
 * Answers questions that ask each other, each once and only when somebody asks. A question that comes back to itself (recursion)
 * is first answered by `start`, and asked again with what came out until that no longer changes: the least fixed point. What was
 * worked out on the way rests on an assumption, so it is kept only as long as the assumption is.
 */

export interface Questions<Key, Answer> {
  readonly keyOf: (question: Key) => string;
  readonly start: Answer;
  /** The answer when no fixed point is reached soon. */
  readonly unknown: Answer;
  readonly same: (a: Answer, b: Answer) => boolean;
  readonly workOut: (question: Key) => Answer;
}

interface Pending<Answer> {
  readonly depth: number;
  assumed: Answer;
  asked: boolean;
}

/** Answers are plain data. */
export function sameAnswer<Answer>(a: Answer, b: Answer): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

const mostRounds = 4;
/** Deeper chains of callees tell nothing new, and the stack has an end. */
const mostDepth = 48;

export function onDemand<Key, Answer>({ keyOf, start, unknown, same, workOut }: Questions<Key, Answer>): (question: Key) => Answer {
  const known = new Map<string, Answer>();
  const provisional = new Map<string, Answer>();
  const pending = new Map<string, Pending<Answer>>();
  // The outermost pending question that what is under way rests on.
  let rests = Infinity;
  return ask;

  function ask(question: Key): Answer {
    const key = keyOf(question);
    if (known.has(key)) return known.get(key)!;
    const own = pending.get(key);
    if (own !== undefined) {
      own.asked = true;
      rests = Math.min(rests, own.depth);
      return own.assumed;
    }
    if (provisional.has(key)) {
      rests = 0;
      return provisional.get(key)!;
    }
    if (pending.size >= mostDepth) return unknown;
    return settle(question, key);
  }

  function settle(question: Key, key: string): Answer {
    const outer = rests;
    const own: Pending<Answer> = { depth: pending.size, assumed: start, asked: false };
    rests = Infinity;
    pending.set(key, own);
    const answer = iterate(question, own);
    pending.delete(key);
    const final = rests >= own.depth;
    if (final) known.set(key, answer);
    else provisional.set(key, answer);
    if (pending.size === 0) provisional.clear();
    rests = Math.min(outer, final ? Infinity : rests);
    return answer;
  }

  function iterate(question: Key, own: Pending<Answer>): Answer {
    for (let round = 0; round < mostRounds; round++) {
      own.asked = false;
      const answer = workOut(question);
      if (!own.asked || same(answer, own.assumed)) return answer;
      own.assumed = answer;
      provisional.clear();
    }
    return unknown;
  }
}
