import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckpointNet } from '../../../core/cordon/checkpoint-net.ts';
import {
  type ClosingCost,
  closingCost,
  modelTrips,
  TRIP_KINDS,
  type TripZone,
  tripShares,
} from '../../../core/cordon/checkpoint-net-trips.ts';
import { withClosures } from '../../../core/cordon/roads.ts';
import { roadsOf, times } from './brute-force.ts';
import { smallNet } from './small-nets.ts';

const FALL = { withinSeconds: 30, acrossSeconds: 90 };

const modelled = fc
  .tuple(
    smallNet,
    fc.array(fc.record({ produces: fc.nat(4), attracts: fc.nat(3) }), { minLength: 3, maxLength: 3 }),
  )
  .map(([net, counts]) => {
    const nodes = [...net.isInside.keys()].filter((node) => net.isInside[node] === 1).slice(0, 3);
    const zones = nodes.map((node, i): TripZone => ({ node, ...counts[i]! }));
    return { net, zones, draw: net.crossings.map((_, i) => i + 1) };
  });

/** Seconds from a node to a zone or over a crossing. */
function secondsTo(
  { roads, crossings }: CheckpointNet,
  from: number,
  zone: TripZone | undefined,
  crossing: number,
) {
  const at = times(roads, [{ node: from, seconds: 0 }], 1);
  if (zone) return at[zone.node]!;
  const { node, link } = crossings[crossing]!;
  return at[node]! + (link < 0 ? 0 : roads.linkSeconds[link]!);
}

describe('modelled trips', () => {
  it('are as many as each zone produces, shared out by what draws them and how far it is', () => {
    fc.assert(
      fc.property(modelled, ({ net, zones, draw }) => {
        const trips = modelTrips(net, zones, draw, FALL);
        zones.forEach((zone, i) => {
          const ends = { within: zones.map((_, end) => end), across: net.crossings.map((_, end) => end) };
          for (const kind of TRIP_KINDS) {
            const fall = kind === 'within' ? FALL.withinSeconds : FALL.acrossSeconds;
            const pulls = ends[kind].map((end) => {
              if (kind === 'within' && end === i) return 0;
              const drawn = kind === 'within' ? zones[end]!.attracts : draw[end]!;
              const seconds = secondsTo(net, zone.node, kind === 'within' ? zones[end] : undefined, end);
              return drawn * Math.exp(-seconds / fall);
            });
            const sum = pulls.reduce((a, b) => a + b, 0);
            const told = new Map<number, number>();
            trips.weight.forEach((weight, trip) => {
              if (trips.zone[trip] === i && trips.isAcross[trip] === Number(kind === 'across'))
                told.set(trips.end[trip]!, weight);
            });
            for (const end of ends[kind])
              expect(told.get(end) ?? 0).toBeCloseTo(sum > 0 ? (zone.produces * pulls[end]!) / sum : 0, 9);
          }
        });
      }),
    );
  });

  it('go by quickest ways, and a share of them passes each checkpoint', () => {
    fc.assert(
      fc.property(modelled, ({ net, zones, draw }) => {
        const trips = modelTrips(net, zones, draw, FALL);
        trips.seconds.forEach((seconds, trip) => {
          const links = [...trips.links.subarray(trips.first[trip]!, trips.first[trip + 1]!)];
          expect(links.reduce((sum, link) => sum + net.roads.linkSeconds[link]!, 0)).toBeCloseTo(seconds, 9);
        });
        const shares = tripShares(net, trips);
        for (const kind of TRIP_KINDS) {
          net.checkpoints.forEach(({ nodes }, i) => {
            const passing = [...trips.weight.keys()].filter((trip) => {
              if (trips.isAcross[trip] !== Number(kind === 'across')) return false;
              const links = [...trips.links.subarray(trips.first[trip]!, trips.first[trip + 1]!)];
              return links.some((link) => nodes.includes(net.roads.linkEnd[link]!));
            });
            const sum = passing.reduce((all, trip) => all + trips.weight[trip]!, 0);
            expect(shares[i]![kind]).toBeCloseTo(trips.all[kind] > 0 ? sum / trips.all[kind] : 0, 9);
          });
        }
      }),
    );
  });
});

describe('what closing costs', () => {
  it('is the time that the next best way takes longer, or that none is left', () => {
    let [severed, delayed] = [0, 0];
    fc.assert(
      fc.property(modelled, fc.nat(), fc.boolean(), ({ net, zones, draw }, which, isLink) => {
        const trips = modelTrips(net, zones, draw, FALL);
        const links = isLink && net.roads.linkEnd.length > 0 ? [which % net.roads.linkEnd.length] : [];
        const nodes = isLink ? [] : [which % net.isInside.length];
        const costs = closingCost(net, trips, { nodes, links });
        const after = { ...net, roads: withClosures(net.roads, links, nodes) };
        for (const kind of TRIP_KINDS) {
          const truth = { delayed: 0, severed: 0, extra: 0, worst: 0 };
          trips.weight.forEach((weight, trip) => {
            if (trips.isAcross[trip] !== Number(kind === 'across')) return;
            const from = zones[trips.zone[trip]!]!.node;
            const to = kind === 'within' ? zones[trips.end[trip]!] : undefined;
            if (nodes.includes(from) || (to && nodes.includes(to.node))) return;
            const extra = secondsTo(after, from, to, trips.end[trip]!) - trips.seconds[trip]!;
            if (extra === Infinity) truth.severed += weight;
            else if (extra > 1e-6) {
              truth.delayed += weight;
              truth.extra += weight * extra;
              truth.worst = Math.max(truth.worst, extra);
            }
          });
          const all = trips.all[kind] || 1;
          const cost: ClosingCost = costs[kind];
          expect(cost.delayed).toBeCloseTo(truth.delayed / all, 9);
          expect(cost.severed).toBeCloseTo(truth.severed / all, 9);
          expect(cost.worst?.extraSeconds ?? 0).toBeCloseTo(truth.worst, 6);
          if (truth.delayed === 0) expect(cost.meanExtraSeconds).toBeNull();
          else expect(cost.meanExtraSeconds).toBeCloseTo(truth.extra / truth.delayed, 6);
          severed += truth.severed;
          delayed += truth.delayed;
        }
      }),
      { numRuns: 300 },
    );
    expect(severed).toBeGreaterThan(0);
    expect(delayed).toBeGreaterThan(0);
  });

  it('tells shares of all trips of a kind, and which trip loses most', () => {
    // 0 and 2 are zones; the quick way between them is by 1 (20 s), the slow one by 3 (50 s); over the border it goes from 1 only.
    const roads = roadsOf(5, [
      ...[
        [0, 1],
        [1, 2],
      ].flatMap(([a, b]) => [
        { from: a!, to: b!, seconds: 10 },
        { from: b!, to: a!, seconds: 10 },
      ]),
      ...[
        [0, 3],
        [3, 2],
      ].flatMap(([a, b]) => [
        { from: a!, to: b!, seconds: 25 },
        { from: b!, to: a!, seconds: 25 },
      ]),
      { from: 1, to: 4, seconds: 5 },
    ]);
    const link = roads.linkEnd.indexOf(4);
    const net: CheckpointNet = {
      roads,
      isInside: Uint8Array.from([1, 1, 1, 1, 0]),
      lanes: Array.from(roads.linkEnd, () => 1),
      inner: [0, 2],
      crossings: [{ node: 1, link, own: ['k'] }],
      checkpoints: [{ id: 'k', nodes: [1], isHeld: true }],
    };
    const zones = [
      { node: 0, produces: 3, attracts: 1 },
      { node: 2, produces: 1, attracts: 1 },
    ];
    const trips = modelTrips(net, zones, [1], FALL);
    expect(trips.all).toEqual({ within: 4, across: 4 });
    expect(tripShares(net, trips)).toEqual([{ within: 1, across: 1 }]);
    const cost = closingCost(net, trips, { nodes: [1], links: [] });
    expect(cost.within).toEqual({
      delayed: 1,
      severed: 0,
      meanExtraSeconds: 30,
      worst: { zone: 0, end: 1, extraSeconds: 30 },
    });
    expect(cost.across).toEqual({ delayed: 0, severed: 1, meanExtraSeconds: null, worst: null });
  });
});
