/** One round of the search. */
export interface PatrolRound {
  /** Where it begins: at the best plan, at one made by chance, or at one put together of what was good. */
  from: 'best' | 'chance' | 'memory';
  tries: number;
  /** In units of worth, at its beginning and its end. */
  warmth: { first: number; last: number };
}

const FIRST_TRIES = 500;
const GROWTH = 1.5;
const WARMTH = {
  best: { first: 0.5, last: 0.05 },
  chance: { first: 1, last: 0.05 },
  memory: { first: 0.3, last: 0.05 },
};
/** Few units have long routes, which hang together: from one plan a better one is often out of reach. Many are made better part by part. */
const FEW_UNITS = 6;
const TURNS = {
  few: ['chance', 'chance', 'chance', 'chance', 'memory', 'memory', 'memory', 'memory', 'best'],
  many: ['best'],
} as const;

/** Rounds without end, for visits that are worth `visitWorth` on average; those of later turns are longer. */
export function* patrolRounds(visitWorth: number, unitCount: number): Generator<PatrolRound, never> {
  const turn = unitCount <= FEW_UNITS ? TURNS.few : TURNS.many;
  for (let tries = FIRST_TRIES; ; tries = Math.round(GROWTH * tries))
    for (const from of turn) {
      const { first, last } = WARMTH[from];
      yield { from, tries, warmth: { first: first * visitWorth, last: last * visitWorth } };
    }
}
