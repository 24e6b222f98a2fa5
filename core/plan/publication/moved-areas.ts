import { ancestorCode } from '../../contract/area-code.ts';
import type { FlatRing } from '../../geometry/ring.ts';
import type { Level } from '../../vocabulary.ts';
import { formAreas } from '../form-areas.ts';
import type { Arc, Plan } from '../plan.ts';

const FORMED = ['city', 'district', 'street', 'community'] as const satisfies readonly Level[];

/** Areas along which a border is other than before, as the second plan forms them, by code; without any polygon where no grid is left. */
export function movedAreas(before: Plan, after: Plan, arcs: Iterable<number>): Map<string, FlatRing[][]> {
  const wanted = new Set<string>();
  for (const id of arcs)
    for (const plan of [before, after]) {
      const arc = plan.arcs.get(id);
      if (arc) for (const code of areasAlong(plan, arc)) wanted.add(code);
    }
  if (wanted.size === 0) return new Map();
  const formed = formAreas(linesOf(after), wanted);
  return new Map([...wanted].map((code) => [code, formed.get(code) ?? []]));
}

/** Codes of the areas, of any level, that a border bounds. */
function areasAlong(plan: Plan, arc: Arc): string[] {
  const [left, right] = sidesOf(plan, arc);
  return FORMED.flatMap((level) => {
    const [a, b] = [left && ancestorCode(left, level), right && ancestorCode(right, level)];
    return a === b ? [] : [a, b].filter((code) => typeof code === 'string');
  });
}

function* linesOf(plan: Plan) {
  for (const arc of plan.arcs.values()) {
    const [leftCode, rightCode] = sidesOf(plan, arc);
    yield { coordinates: arc.line, leftCode, rightCode };
  }
}

function sidesOf({ grids }: Plan, { left, right }: Arc): [string | null, string | null] {
  const codeOf = (id: string | null): string | null => (id === null ? null : (grids.get(id)?.code ?? null));
  return [codeOf(left), codeOf(right)];
}
