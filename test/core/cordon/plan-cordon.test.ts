import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planCordon } from '../../../core/cordon/plan-cordon.ts';
import type { CordonPlan } from '../../../core/cordon/plan-types.ts';
import type { CordonProblem, CordonUnit } from '../../../core/cordon/problem.ts';
import { FEWEST } from '../../../core/cordon/solve.ts';
import { bestByTrying, linksOf, passed, roadsOf } from './brute-force.ts';
import { smallProblem } from './small-problems.ts';

const EXACT = { mostCuts: 100_000, mostTieCuts: 100_000 };
const plan = (problem: CordonProblem, aim = FEWEST) => planCordon(problem, aim, EXACT);
const exitsOf = ({ exits }: CordonProblem) => new Set('nodes' in exits ? exits.nodes : []);

describe('a cordon, against trying every set of nodes and every assignment', () => {
  it('leaves the fewest exits open, with the fewest units, round the smallest area', () => {
    const seen = { closed: 0, gaps_left: 0, nothing_to_close: 0 };
    fc.assert(
      fc.property(smallProblem, (problem) => {
        const { verdict, gaps, unitCount, enclosedWeight, isExact, leastUnits, leastGaps } = plan(problem);
        const truth = bestByTrying(problem);
        expect(gaps.length).toBe(truth.open);
        expect(isExact).toBe(true);
        expect(leastGaps).toBe(truth.open);
        seen[verdict] += 1;
        if (truth.open > 0) return;
        expect(unitCount).toBe(truth.units);
        expect(leastUnits).toBe(truth.units);
        expect(enclosedWeight).toBe(truth.enclosed);
      }),
      { numRuns: 250 },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(5);
  });

  it('weighs the area against units', () => {
    fc.assert(
      fc.property(smallProblem, fc.constantFrom(1, 2, 5), (problem, worth) => {
        const truth = bestByTrying(problem, 0, worth);
        const { gaps, unitCount, enclosedWeight } = plan(problem, { ...FEWEST, weightWorthUnit: worth });
        expect(gaps.length).toBe(truth.open);
        if (truth.open === 0) expect(unitCount * worth + enclosedWeight).toBe(truth.leastSum);
      }),
      { numRuns: 200 },
    );
  });

  it('stays true at a short search: what it says is proven is, and bounds hold', () => {
    fc.assert(
      fc.property(smallProblem, (problem) => {
        const truth = bestByTrying(problem);
        const short = planCordon(problem, FEWEST, { mostCuts: 1, mostTieCuts: 0 });
        expect(short.leastGaps).toBeLessThanOrEqual(truth.open);
        expect(short.gaps.length).toBeGreaterThanOrEqual(truth.open);
        if (short.isExact) expect(short.gaps.length).toBe(truth.open);
        if (short.verdict === 'gaps_left' || short.leastUnits === null) return;
        expect(short.leastUnits).toBeLessThanOrEqual(truth.units);
        if (short.isExact) expect(short.unitCount).toBe(truth.units);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a cordon plan', () => {
  it('has a holder of its own at every post, in time, and tells what it encloses and leaves open', () => {
    fc.assert(
      fc.property(smallProblem, (problem) => {
        const found = plan(problem);
        const units = found.posts.filter(({ holder }) => holder.kind === 'unit');
        expect(new Set(units.map(({ holder }) => holder.id)).size).toBe(units.length);
        for (const { arrivesSeconds, reachedSeconds, slackSeconds } of units) {
          expect(slackSeconds.fast).toBeGreaterThanOrEqual(0);
          expect(reachedSeconds.slow).toBeGreaterThanOrEqual(reachedSeconds.fast);
          expect(slackSeconds.fast).toBeCloseTo(
            reachedSeconds.fast - problem.marginSeconds - arrivesSeconds,
            9,
          );
        }
        const held = new Set(found.posts.map(({ node }) => node));
        const from = problem.departure.starts.map(({ node }) => node);
        const { seen, open } = passed(problem.roads, from, held, exitsOf(problem));
        expect(new Set(found.enclosed)).toEqual(seen);
        expect(new Set(found.gaps.map(({ exit }) => exit))).toEqual(open);
        const inside = linksOf(problem.roads).filter((one) => seen.has(one.from) && seen.has(one.to));
        expect(found.enclosedLinks).toBe(inside.filter(({ seconds }) => seconds < Infinity).length);
      }),
    );
  });

  it('shows a way past all posts to every gap, and posts that would close those not passed yet', () => {
    let wanted = 0;
    fc.assert(
      fc.property(smallProblem, (problem) => {
        const found = plan(problem);
        const held = new Set(found.posts.map(({ node }) => node));
        for (const { exit, reason, wayNodes, openFromSeconds } of found.gaps) {
          expect(wayNodes.at(-1)).toBe(exit);
          expect(wayNodes.slice(0, -1).some((node) => held.has(node))).toBe(false);
          expect(reason === 'may_be_passed_already').toBe(openFromSeconds.fast <= problem.nowSeconds);
        }
        wanted += found.wanted.length;
        for (const { bySeconds, nearest } of found.wanted) {
          expect(bySeconds).toBeGreaterThan(problem.nowSeconds);
          expect(found.posts.some(({ holder }) => holder.id === nearest?.unitId)).toBe(false);
        }
        const more = new Set([...held, ...found.wanted.map(({ node }) => node)]);
        const from = problem.departure.starts.map(({ node }) => node);
        const { open } = passed(problem.roads, from, more, exitsOf(problem));
        for (const { exit, openFromSeconds } of found.gaps)
          if (openFromSeconds.fast - problem.marginSeconds > problem.nowSeconds)
            expect(open.has(exit)).toBe(false);
      }),
    );
    expect(wanted).toBeGreaterThan(1);
  });

  it('is never worse with one unit more, nor against a slower departure', () => {
    const worth = ({ gaps, unitCount }: CordonPlan): number =>
      gaps.length * 100 + (gaps.length > 0 ? 0 : unitCount);
    fc.assert(
      fc.property(smallProblem, (problem) => {
        const all = worth(plan(problem));
        expect(worth(plan({ ...problem, units: problem.units.slice(1) }))).toBeGreaterThanOrEqual(all);
        expect(worth(plan({ ...problem, speeds: { slow: 0.5, fast: 0.5 } }))).toBeLessThanOrEqual(all);
        expect(worth(plan(problem, { ...FEWEST, assume: 'slow' }))).toBeLessThanOrEqual(all);
      }),
    );
  });
});

const unitAt = (id: string, node: number, readyAtSeconds = 0): CordonUnit => ({
  id,
  starts: [{ node, offsetSeconds: 0 }],
  readyAtSeconds,
  speedFactor: 1,
});

/** 0 – 1 – 2 – 3, each 100 s; begins at 0, the exit is 3. */
function corridor(): CordonProblem {
  const links = [0, 1, 2].flatMap((from) => [
    { from, to: from + 1, seconds: 100 },
    { from: from + 1, to: from, seconds: 100 },
  ]);
  return {
    roads: roadsOf(4, links),
    departure: { starts: [{ node: 0, offsetSeconds: 0 }], sinceSeconds: 0 },
    speeds: { slow: 1, fast: 1 },
    nowSeconds: 0,
    marginSeconds: 10,
    exits: { nodes: [3] },
    units: [unitAt('near', 1), unitAt('far', 3)],
    checkpoints: [],
  };
}

describe('ways out', () => {
  it('can be all that is reached only after a moment, or all outside an area', () => {
    const far = [unitAt('far', 3)];
    const beyond = planCordon({ ...corridor(), units: far, exits: { beyondSeconds: 150 } });
    expect(beyond.posts).toMatchObject([{ node: 2, arrivesSeconds: 100, reason: 'only_unit_in_time' }]);
    const area = planCordon({ ...corridor(), exits: { inside: Uint8Array.of(1, 0, 0, 0) } });
    expect(area.posts).toMatchObject([{ node: 1, holder: { id: 'near' } }]);
  });

  it('are closed by a staffed checkpoint that stands in time, not by one that came too late', () => {
    const checkpoint = { id: 'gate', node: 2, sinceSeconds: -50 };
    const closed = planCordon({ ...corridor(), checkpoints: [checkpoint] });
    expect(closed).toMatchObject({ verdict: 'nothing_to_close', unitCount: 0, enclosed: [0, 1] });
    expect(closed.posts).toMatchObject([
      { node: 2, holder: { kind: 'checkpoint', id: 'gate' }, reason: 'checkpoint_staffed' },
    ]);
    const late = planCordon({ ...corridor(), checkpoints: [{ ...checkpoint, sinceSeconds: 201 }] });
    expect(late.posts).toMatchObject([{ node: 1, holder: { id: 'near' } }]);
  });

  it('stay open where no unit is in time, and one more unit is asked for', () => {
    const { gaps, wanted, leastGaps } = planCordon({ ...corridor(), units: [unitAt('late', 3, 500)] });
    expect(gaps).toMatchObject([{ exit: 3, reason: 'no_unit_in_time', wayNodes: [0, 1, 2, 3] }]);
    expect(leastGaps).toBe(1);
    const nearest = { unitId: 'late', arrivesSeconds: 500, lateSeconds: 210 };
    expect(wanted).toEqual([{ node: 3, bySeconds: 290, exits: [3], nearest }]);
  });

  it('say why: too few units, or the same unit needed twice', () => {
    const links = [1, 2, 3].map((to) => ({ from: 0, to, seconds: 100 }));
    const star = { ...corridor(), roads: roadsOf(4, links), exits: { nodes: [1, 2, 3] } };
    const few = planCordon({ ...star, units: [unitAt('a', 1), unitAt('b', 2)] });
    expect(few.gaps.map(({ exit, reason }) => [exit, reason])).toEqual([[3, 'no_unit_in_time']]);
    const twoWay = [...links, { from: 2, to: 3, seconds: 50 }, { from: 3, to: 2, seconds: 50 }];
    const shared = { ...star, roads: roadsOf(4, twoWay), exits: { nodes: [2, 3] } };
    expect(planCordon({ ...shared, units: [unitAt('a', 2)] }).gaps).toMatchObject([
      { reason: 'too_few_units' },
    ]);
    const idle = planCordon({
      ...star,
      roads: roadsOf(4, twoWay),
      units: [unitAt('a', 2), unitAt('b', 1), unitAt('c', 1)],
    });
    expect(idle.gaps).toMatchObject([{ reason: 'same_unit_needed' }]);
  });
});

describe('planning again', () => {
  it('changes no order while time passes as planned', () => {
    let kept = 0;
    fc.assert(
      fc.property(smallProblem, fc.integer({ min: 1, max: 40 }), (problem, later) => {
        const before = plan(problem);
        if (before.verdict !== 'closed') return;
        const nowSeconds = problem.nowSeconds + later;
        const units = problem.units.map((unit): CordonUnit => {
          const post = before.posts.find(({ holder }) => holder.id === unit.id);
          if (!post) return unit;
          const { node, arrivesSeconds } = post;
          if (arrivesSeconds <= nowSeconds)
            return { ...unitAt(unit.id, node), standing: { node, sinceSeconds: arrivesSeconds } };
          const left = (arrivesSeconds - nowSeconds) * unit.speedFactor;
          return { ...unit, readyAtSeconds: 0, starts: [{ node, offsetSeconds: left }], sentTo: node };
        });
        // Rounding must not make a unit late that was just in time.
        if (before.leastSlackSeconds! < 1e-6) return;
        const after = plan({ ...problem, units, nowSeconds });
        expect(after.newOrders).toBe(0);
        expect(after.posts.map(({ node, holder }) => [node, holder.id])).toEqual(
          before.posts.map(({ node, holder }) => [node, holder.id]),
        );
        kept += after.unitCount;
      }),
      { numRuns: 300 },
    );
    expect(kept).toBeGreaterThan(5);
  });

  it('keeps who stands where it still serves, though another could take the node as well', () => {
    const standing = { node: 1, sinceSeconds: 20 };
    const units = [unitAt('near', 1), { ...unitAt('second', 1), standing }];
    const again = planCordon({ ...corridor(), nowSeconds: 30, units });
    expect(again).toMatchObject({
      newOrders: 0,
      posts: [{ holder: { id: 'second' }, reason: 'unit_stands_there' }],
    });
  });

  it('lets go who is needed no more', () => {
    const standing = { node: 2, sinceSeconds: 20 };
    const units = [
      { ...unitAt('far', 2), standing },
      { ...unitAt('near', 3), sentTo: 3 },
    ];
    const again = planCordon({ ...corridor(), nowSeconds: 30, units });
    expect(again.released).toEqual(['near']);
  });

  it('counts on who stands already where nothing else closes', () => {
    // 0 – 1 – 3 – 4 is quick, 0 – 2 – 3 slow; only 1, 3 and the exit 4 can be held. Once 1 is held, 3 is reached late.
    const roads = roadsOf(5, [
      { from: 0, to: 1, seconds: 10 },
      { from: 1, to: 3, seconds: 10 },
      { from: 3, to: 4, seconds: 20 },
      { from: 0, to: 2, seconds: 500 },
      { from: 2, to: 3, seconds: 500 },
    ]);
    const problem: CordonProblem = {
      ...corridor(),
      roads,
      nowSeconds: 60,
      marginSeconds: 0,
      exits: { nodes: [4] },
      holdable: Uint8Array.of(1, 1, 0, 1, 1),
      units: [{ ...unitAt('first', 1), standing: { node: 1, sinceSeconds: 5 } }, unitAt('second', 3, 100)],
    };
    const again = planCordon(problem);
    expect(again).toMatchObject({ verdict: 'closed', leastGaps: 0, newOrders: 1, gaps: [] });
    expect(again.posts).toMatchObject([
      { node: 1, holder: { kind: 'unit', id: 'first' }, reason: 'unit_stands_there' },
      {
        node: 3,
        holder: { kind: 'unit', id: 'second' },
        arrivesSeconds: 100,
        reachedSeconds: { fast: 1000 },
      },
    ]);
    const gone = planCordon({ ...problem, units: problem.units.slice(1) });
    expect(gone.gaps).toMatchObject([{ exit: 4, reason: 'may_be_passed_already' }]);
  });
});
