import { describe, expect, it } from 'vitest';
import { lengthMetres } from '../../../../core/geometry/metres.ts';
import { type GroundLines, GroundPieces } from '../../../../core/plan/balance/ground-lines.ts';
import { boardPlace } from '../board-plan.ts';

const line = (...places: readonly (readonly [number, number])[]): number[] =>
  places.flatMap(([column, row]) => {
    const { lng7, lat7 } = boardPlace(column, row);
    return [lng7, lat7];
  });
/** About 200 metres a cell. */
const border = line([0, 0], [1, 0], [2, 0]);
const NONE = { roads: [], rivers: [] };

describe('barriers along a border', () => {
  it('are main roads and rivers that run along it', () => {
    const metres = (pieces: GroundPieces) => pieces.barrierMetres(border) / lengthMetres(border);
    const near = line([-1, 0.03], [3, 0.03]);
    expect(metres(new GroundPieces({ ...NONE, roads: [{ line: near, class: 'primary' }] }))).toBe(1);
    expect(metres(new GroundPieces({ ...NONE, roads: [{ line: near, class: 'residential' }] }))).toBe(0);
    expect(metres(new GroundPieces({ ...NONE, rivers: [near] }))).toBe(1);
    expect(metres(new GroundPieces(NONE))).toBe(0);
  });

  it('are only those that are taken for barriers', () => {
    const near = line([-1, 0.03], [3, 0.03]);
    const lake = line([-1, -1], [3, -1], [3, 1], [-1, 1], [-1, -1]);
    const road = { line: near, class: 'primary' as const };
    const metres = (ground: GroundLines) => new GroundPieces(ground).barrierMetres(border);
    expect(metres({ ...NONE, rivers: [near, lake], barriers: ['mainRoads'] })).toBe(0);
    expect(metres({ ...NONE, roads: [road], barriers: ['rivers'] })).toBe(0);
    expect(metres({ roads: [road], rivers: [near], barriers: ['rivers'] })).toBeGreaterThan(0);
    expect(
      new GroundPieces({ roads: [road], rivers: [lake], barriers: [] }).within([-2e9, -2e9, 2e9, 2e9]),
    ).toHaveLength(5);
  });

  it('are not those that cross it or run further off', () => {
    const across = line([0.5, -1], [0.5, 1]);
    const off = line([-1, 0.2], [3, 0.2]);
    expect(new GroundPieces({ ...NONE, rivers: [across, off] }).barrierMetres(border)).toBe(0);
  });

  it('are counted along the part of the border that they run along', () => {
    const half = line([-1, 0.03], [1, 0.03]);
    expect(new GroundPieces({ ...NONE, rivers: [half] }).barrierMetres(border)).toBeCloseTo(
      lengthMetres(border) / 2,
    );
  });

  it('are waters that the border lies in', () => {
    const lake = line([-1, -1], [3, -1], [3, 1], [-1, 1], [-1, -1]);
    expect(new GroundPieces({ ...NONE, rivers: [lake] }).barrierMetres(border)).toBeCloseTo(
      lengthMetres(border),
    );
  });
});
