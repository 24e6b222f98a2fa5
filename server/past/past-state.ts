import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { LIVE_NOUNS, type LiveNoun } from '../../core/contract/live.ts';
import type { Queryable } from '../database/database.ts';
import { keyframesUpTo, uncheckedEvents } from '../queries/keyframes.ts';
import { cityMadeAtMs } from '../queries/past.ts';
import type { PlacedFeature } from '../queries/placed.ts';
import { advanceStates, type KnownState, type NounState, stateFromLog } from './noun-state.ts';

const unzip = promisify(gunzip);

/** Nouns of the live set at `atMs` (milliseconds since 1970), the whole city: from the nearest keyframes before and the log after. */
export async function statesAt(
  db: Queryable,
  atMs: number,
  nouns: readonly LiveNoun[] = LIVE_NOUNS,
): Promise<Map<LiveNoun, NounState>> {
  const cityMadeMs = await cityMadeAtMs(db);
  const known = await nearestKeyframes(db, nouns, atMs);
  await advanceStates(db, known, atMs, cityMadeMs);
  const states = new Map(known.map(({ noun, state }) => [noun, state]));
  for (const noun of nouns)
    if (!states.has(noun)) states.set(noun, await stateFromLog(db, noun, atMs, cityMadeMs));
  return states;
}

/** Keyframes that still agree with the log: what was appended since they were checked may belong before them. */
async function nearestKeyframes(
  db: Queryable,
  nouns: readonly LiveNoun[],
  atMs: number,
): Promise<KnownState[]> {
  const unchecked = new Map((await uncheckedEvents(db)).map((one) => [one.noun, one]));
  const limits = nouns.flatMap((noun) => {
    const { bulk = false, fromMs = Number.POSITIVE_INFINITY } = unchecked.get(noun) ?? {};
    return bulk ? [] : [{ noun, atMs: Math.min(atMs, fromMs - 1) }];
  });
  const keyframes = await keyframesUpTo(db, limits);
  return await Promise.all(
    keyframes.map(async ({ noun, atMs: keyMs, body }) => ({
      noun,
      atMs: keyMs,
      state: await readBody(body),
    })),
  );
}

/** What a keyframe holds. */
export async function readBody(body: Uint8Array): Promise<NounState> {
  const features = JSON.parse((await unzip(body)).toString('utf8')) as PlacedFeature[];
  return new Map(features.map((feature) => [feature.id, feature]));
}
