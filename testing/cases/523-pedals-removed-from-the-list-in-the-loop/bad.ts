interface Pedal {
  readonly id: string;
  readonly date: number;
  readonly source: string;
}
interface Score {
  readonly pedals: Pedal[];
}
interface Choice {
  readonly from: number;
  readonly to: number;
  readonly source: string;
}

export function makeChoice(score: Score, choice: Choice): number {
  let removed = 0;
  for (const pedal of score.pedals) {
    if (pedal.date < choice.from || pedal.date > choice.to) continue;
    if (pedal.source !== choice.source) {
      score.pedals.splice(score.pedals.indexOf(pedal), 1);
      removed++;
    }
  }
  return removed;
}
