import { ancestorCode } from '../../contract/area-code.ts';
import type { Arc, Plan } from '../plan.ts';

/**
 * The part of a plan that an edit of grids of these communities can touch: those grids and all that meet them. Numbers stay, and so does what comes
 * first, so that an operation that changes those grids makes the same of the part as of the plan. What lies beyond is taken for outside.
 */
export function planPart(plan: Plan, communities: ReadonlySet<string>): Plan {
  const isChosen = (id: string): boolean =>
    communities.has(ancestorCode(plan.grids.get(id)?.code ?? '', 'community') ?? '');
  const kept = new Set([...plan.grids.keys()].filter(isChosen));
  for (const id of [...kept])
    for (const arc of plan.arcsOf.get(id) ?? [])
      for (const node of [plan.arcs.get(arc)!.from, plan.arcs.get(arc)!.to])
        for (const other of plan.arcsAt.get(node) ?? [])
          for (const side of [plan.arcs.get(other)!.left, plan.arcs.get(other)!.right])
            if (side !== null) kept.add(side);
  const isKept = (side: string | null): boolean => side !== null && kept.has(side);
  const arcs = new Map<number, Arc>();
  for (const [id, arc] of plan.arcs) {
    const [left, right] = [isKept(arc.left), isKept(arc.right)];
    if (left || right)
      arcs.set(id, { ...arc, left: left ? arc.left : null, right: right ? arc.right : null });
  }
  const nodes = new Set([...arcs.values()].flatMap(({ from, to }) => [from, to]));
  return {
    ...plan,
    nodes: new Map([...plan.nodes].filter(([id]) => nodes.has(id))),
    arcs,
    grids: new Map([...plan.grids].filter(([id]) => kept.has(id))),
    arcsOf: new Map([...plan.arcsOf].filter(([id]) => kept.has(id))),
    arcsAt: new Map(
      [...plan.arcsAt]
        .filter(([id]) => nodes.has(id))
        .map(([id, around]) => [id, around.filter((arc) => arcs.has(arc))]),
    ),
  };
}
