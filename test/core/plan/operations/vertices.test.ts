import { describe, expect, it } from 'vitest';
import { reasonCannot } from '../../../../core/plan/operation.ts';
import type { Plan } from '../../../../core/plan/plan.ts';
import { boardPlan, cellId } from '../board-plan.ts';
import { applied, arcBetween, areaOf, middle, moved, pointOf, reasonOf, SNAP, straight } from '../edits.ts';
import { surfacesOf } from '../plan-checks.ts';

describe('moving a border', () => {
  const arc = arcBetween(straight, middle, cellId(2, 1));

  it('gives one grid what the other loses', () => {
    const after = applied(straight, {
      kind: 'moveVertex',
      arc,
      index: 1,
      to: moved(pointOf(straight, arc, 1), 900, 40),
    });
    expect(areaOf(after, middle)).toBeGreaterThan(areaOf(straight, middle));
    expect(areaOf(after, middle) + areaOf(after, cellId(2, 1))).toBe(
      areaOf(straight, middle) + areaOf(straight, cellId(2, 1)),
    );
    const pushed = applied(straight, {
      kind: 'pushBorder',
      arc,
      first: 1,
      last: 2,
      by: { lng7: 1500, lat7: 0 },
    });
    expect(areaOf(pushed, middle)).toBeGreaterThan(areaOf(after, middle));
  });

  it('takes a node and all its borders along', () => {
    const { from } = straight.arcs.get(arc)!;
    const to = moved(straight.nodes.get(from)!, 2000, -1500);
    const after = applied(straight, { kind: 'moveNode', node: from, to });
    expect(after.nodes.get(from)).toEqual(to);
    expect(after.arcsAt.get(from)).toHaveLength(4);
  });

  it('puts points in and takes them out', () => {
    const inserted = applied(straight, {
      kind: 'insertVertex',
      arc,
      index: 2,
      at: moved(pointOf(straight, arc, 1), 500, 3000),
    });
    expect(inserted.arcs.get(arc)!.line).toHaveLength(10);
    const back = applied(inserted, { kind: 'deleteVertex', arc, index: 2 });
    expect(Array.from(back.arcs.get(arc)!.line)).toEqual(Array.from(straight.arcs.get(arc)!.line));
    const line = (plan: Plan) => Array.from(plan.arcs.get(arc)!.line);
    const ends = [...line(straight).slice(0, 2), ...line(straight).slice(-2)];
    expect(line(applied(inserted, { kind: 'straighten', arc, first: 0, last: 4 }))).toEqual(ends);
    expect(line(applied(straight, { kind: 'simplify', arc, toleranceMetres: 1 }))).toEqual(ends);
    expect(line(applied(inserted, { kind: 'simplify', arc, toleranceMetres: 4 }))).toHaveLength(6);
  });

  it('follows a drawn line from border to border', () => {
    const [from, to] = [pointOf(straight, arc, 0), pointOf(straight, arc, 3)];
    const line = [moved(from, 20, 700), moved(from, 4000, 9000), moved(to, -30, -900)];
    const after = applied(straight, { kind: 'reshape', arc, line, ...SNAP });
    expect(areaOf(after, middle)).toBeGreaterThan(areaOf(straight, middle));
    expect(after.arcs.get(arc)!.line).toHaveLength(2 * 5);
    const back = [...line].reverse();
    const same = applied(straight, { kind: 'reshape', arc, line: back, ...SNAP });
    expect(surfacesOf(same)).toEqual(surfacesOf(after));
  });

  it('is refused where it would meet another border, itself or nothing', () => {
    const place = pointOf(straight, arc, 1);
    expect(
      reasonCannot(straight, { kind: 'moveVertex', arc, index: 1, to: moved(place, 30_000, 0) }),
    ).toMatchObject({
      reason: 'borders_would_meet',
    });
    expect(
      reasonOf(straight, { kind: 'moveVertex', arc, index: 1, to: moved(pointOf(straight, arc, 2), 0, 100) }),
    ).toBe('borders_would_meet');
    expect(reasonOf(straight, { kind: 'moveVertex', arc, index: 1, to: pointOf(straight, arc, 2) })).toBe(
      'borders_would_meet',
    );
    expect(reasonOf(straight, { kind: 'moveVertex', arc, index: 1, to: place })).toBe('nothing_changes');
    expect(reasonOf(straight, { kind: 'moveVertex', arc, index: 0, to: place })).toBe('point_unknown');
    expect(reasonOf(straight, { kind: 'moveVertex', arc, index: 1, to: moved(place, 0.5, 0) })).toBe(
      'point_too_far',
    );
    expect(reasonOf(straight, { kind: 'moveVertex', arc, index: 1, to: moved(place, 9e7, 0) })).toBe(
      'point_too_far',
    );
    expect(reasonOf(straight, { kind: 'deleteVertex', arc: 999, index: 1 })).toBe('border_unknown');
    expect(reasonOf(straight, { kind: 'moveNode', node: 999, to: place })).toBe('border_unknown');
    const far = [moved(place, 9000, 0), moved(place, 9000, 5000)];
    expect(reasonOf(straight, { kind: 'reshape', arc, line: far, ...SNAP })).toBe('line_off_border');
  });

  it('is refused for the border of a community, unless the edit is one of communities', () => {
    const plan = boardPlan({ columns: 4, rows: 2, communityColumns: 2, wander: 0 });
    const frozen = arcBetween(plan, cellId(1, 0), cellId(2, 0));
    const operation = {
      kind: 'moveVertex',
      arc: frozen,
      index: 1,
      to: moved(pointOf(plan, frozen, 1), 500, 0),
    } as const;
    expect(reasonOf(plan, operation)).toBe('border_frozen');
    expect(reasonCannot(plan, operation, { level: 'community' })).toBeNull();
    const outer = arcBetween(plan, cellId(0, 0), null);
    const away = {
      kind: 'moveVertex',
      arc: outer,
      index: 1,
      to: moved(pointOf(plan, outer, 1), 0, 500),
    } as const;
    expect(reasonCannot(plan, away, { level: 'district' })).toMatchObject({ reason: 'border_frozen' });
  });
});
