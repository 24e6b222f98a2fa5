/** One round of the search: how warm it is, and how much an uneven workload weighs beside cost, from its beginning to its end. */
export interface Heat {
  tries: number;
  warmth: { first: number; last: number };
  evenness: { first: number; last: number };
}

export interface Round {
  /** Where it begins. */
  from: 'start' | 'best';
  heat: Heat;
}

/** Tries for each block in the first round, and least tries of it. */
const FIRST_TRIES = 150;
const LEAST_TRIES = 10_000;
const GROWTH = 1.5;
/** Among few blocks each counts for much: these need more warmth. */
const FEW = 72;

/**
 * Rounds for a number of blocks until there were about `mostTries`. Every other round begins at the start and lets the wish for evenness grow slowly,
 * so that little is moved that need not be; the one after it makes the best partition better. Each pair is longer than the one before.
 */
export function* balanceRounds(blocks: number, mostTries: number): Generator<Round> {
  let left = mostTries;
  for (
    let tries = Math.max(LEAST_TRIES, FIRST_TRIES * blocks);
    left > 0;
    tries = Math.round(GROWTH * tries)
  ) {
    yield {
      from: 'start',
      heat: {
        tries,
        warmth: { first: (1.5 + FEW / blocks) / blocks, last: 0.3 / blocks },
        evenness: { first: 1, last: 300 },
      },
    };
    yield {
      from: 'best',
      heat: {
        tries: Math.round(tries / 2),
        warmth: { first: 1 / blocks, last: 0.05 / blocks },
        evenness: { first: 100, last: 10_000 },
      },
    };
    left -= 1.5 * tries;
  }
}
