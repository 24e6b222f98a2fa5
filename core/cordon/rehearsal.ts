import type { AskUnit, CordonAnswer, CordonAsk } from './ask.ts';
import type { CordonGround } from './ground.ts';

const UNITS = 40;
const RING_MS = 15 * 60_000;
const SINCE_MS = 120_000;
const READY_MS = 45_000;
const LATER_MS = 60_000;
/** Primes: the places of one round and of the next lie all over the city. */
const UNIT_STRIDE = 7919;
const ROUND_STRIDE = 104_729;

/**
 * A question that nobody asks, for whoever is to answer the first one that is asked to have done it before: a place, and cars that stand at
 * other junctions of the city; the same round asks the same. Every other round asks for a ring of 15 minutes. Undefined: no junction lies
 * in the city. Places in degrees times 1e7 (EPSG:4326).
 */
export function rehearsalAsk(ground: CordonGround, round: number, nowMs: number): CordonAsk | undefined {
  const { points, nodeCount } = ground.graphs.get('car')!;
  const inside: number[] = [];
  for (let node = 0; node < nodeCount; node += 1) if (ground.isInside[node]) inside.push(node);
  if (inside.length === 0) return undefined;
  const junction = (i: number) => {
    const node = inside[(round * ROUND_STRIDE + i * UNIT_STRIDE) % inside.length]!;
    return { lng7: points[node * 2]!, lat7: points[node * 2 + 1]! };
  };
  return {
    ...junction(0),
    sinceMs: nowMs - SINCE_MS,
    nowMs,
    travel: 'car',
    fast: 1.3,
    slow: 0.7,
    directionDegrees: null,
    marginSeconds: 60,
    ringMs: round % 2 === 0 ? null : nowMs + RING_MS,
    units: Array.from({ length: UNITS }, (_, i): AskUnit => {
      return { id: `rehearsal-${i}`, vehicle: 'car', ...junction(i + 1), readyAtMs: nowMs + READY_MS };
    }),
    checkpoints: ground.checkpoints,
  };
}

/** The same question a minute later: the first unit that was sent stands at its post, the others are on their way. */
export function rehearsalLater(ask: CordonAsk, { posts }: Pick<CordonAnswer, 'posts'>): CordonAsk {
  const nowMs = ask.nowMs + LATER_MS;
  const sent = new Map(posts.map((post) => [post.holder.id, post.at]));
  const [standing] = sent.keys();
  const units = ask.units.map((unit): AskUnit => {
    const at = sent.get(unit.id);
    if (!at) return { ...unit, readyAtMs: nowMs + READY_MS };
    return {
      ...unit,
      readyAtMs: nowMs,
      ...(unit.id === standing ? { standing: { at, sinceMs: nowMs } } : { sentTo: at }),
    };
  });
  return { ...ask, nowMs, units };
}
