import { communityOf } from '../../../../core/contract/area-code.ts';
import type { DifferenceChange } from '../../../../core/contract/plan-difference.ts';
import type { ComparedNames } from '../../../planning/compare/compared-names.ts';

/** Which grids (codes) were there before, and which are there after. */
export interface Lineage {
  from: string[];
  to: string[];
}

/**
 * What a grid came from or went into, with all that had a part in it: 003 → 003, 017 for the grid 017 that was split off 003, which goes on.
 * `changes`: all of the comparison.
 */
export function lineageOf(change: DifferenceChange, changes: readonly DifferenceChange[]): Lineage {
  const { kind, before, after, from, to } = change;
  switch (kind) {
    case 'split':
    case 'created': {
      const parents = toldShares(from).map(({ code }) => code);
      const isChild = (one: DifferenceChange) =>
        one.after !== null &&
        (one.before
          ? parents.includes(one.before.code)
          : toldShares(one.from).some(({ code }) => parents.includes(code)));
      const children = changes.filter(isChild).map((one) => one.after?.code ?? '');
      return { from: inOrder(parents), to: inOrder([after?.code ?? '', ...children]) };
    }
    case 'merged': {
      const [into] = to;
      const others = changes.filter(
        (one) =>
          (one.kind === 'merged' && one.to[0]?.id === into?.id) ||
          (one.after !== null && one.after.code === into?.code),
      );
      const codes = others.flatMap((one) => one.before?.code ?? []);
      return { from: inOrder([before?.code ?? '', ...codes]), to: into ? [into.code] : [] };
    }
    case 'retired':
      return { from: [before?.code ?? ''], to: inOrder(toldShares(to).map(({ code }) => code)) };
    default:
      return { from: [before?.code ?? ''], to: [after?.code ?? ''] };
  }
}

/** So little ground comes and goes where a line ends on a border that bends by a rounding. */
const LEAST_M2 = 1;

/** Ground that is worth telling. */
export function toldShares(shares: DifferenceChange['from']): DifferenceChange['from'] {
  return shares.filter(({ areaM2 }) => areaM2 >= LEAST_M2);
}

function inOrder(codes: readonly string[]): string[] {
  return [...new Set(codes)].sort();
}

/** '003 → 003, 017', '003' of one that goes on: by their own names, else by number; whole codes where more than one community has a part in it. */
export function lineageText({ from, to }: Lineage, { before, after }: ComparedNames): string {
  const communities = new Set([...from, ...to].map(communityOf));
  const text = (codes: readonly string[], names: ReadonlyMap<string, string>) =>
    codes.map((code) => names.get(code) ?? (communities.size > 1 ? code : code.slice(-3))).join(', ') || '–';
  const [was, is] = [text(from, before), text(to, after)];
  return from.length === 1 && was === is ? was : `${was} → ${is}`;
}
