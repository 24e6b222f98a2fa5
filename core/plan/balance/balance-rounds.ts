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
/** How much evenness weighs at first in one pair of rounds and in the next: a slow beginning moves less, a fast one finds what needs much. */
const EAGERNESS = [1, 3];
/** Among few blocks each counts for much: these need more warmth. */
const FEW = 72;

/**
 * Rounds for a number of blocks until there were about `mostTries`. Every other round begins at the start and lets the wish for evenness grow slowly,
 * so that little is moved that need not be; the one after it makes the best partition better. Each pair is longer than the one before.
 */
export function* balanceRounds(blocks: number, mostTries: number): Generator<Round> {
  let left = mostTries;
  let tries = Math.max(LEAST_TRIES, FIRST_TRIES * blocks);
  for (let pair = 0; left > 0; pair++) {
    yield {
      from: 'start',
      heat: {
        tries,
        warmth: { first: (1.5 + FEW / blocks) / blocks, last: 0.3 / blocks },
        evenness: { first: EAGERNESS[pair % EAGERNESS.length]!, last: 300 },
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
    tries = Math.round(GROWTH * tries);
  }
}
