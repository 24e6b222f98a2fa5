import type { TurnRule } from '../../../../core/contract/turn-rule.ts';

/** All rules for who comes to a crossing by one road. */
export interface Approach {
  id: string;
  first: TurnRule;
  rules: readonly TurnRule[];
}

/** Rules by where one comes from, in their order. */
export function approachesOf(rules: readonly TurnRule[]): Approach[] {
  const by = new Map<string, TurnRule[]>();
  for (const rule of rules) {
    const id = `turn ${rule.properties.roadId} ${rule.geometry.coordinates.join()}`;
    by.set(id, [...(by.get(id) ?? []), rule]);
  }
  return [...by].flatMap(([id, [first, ...more]]) => (first ? [{ id, first, rules: [first, ...more] }] : []));
}

/** What the signs of an approach are called (map/turn-signs.ts): 'no-left+no-u_turn'; what is said twice is shown once. */
export function signName({ rules }: Approach): string {
  const signs = rules.map(
    ({ properties: { kind, turns } }) => `${kind}-${[...new Set(turns.map((turn) => turn.kind))].join()}`,
  );
  return [...new Set(signs)].join('+');
}

export function placeOf({ first }: Approach): { lng: number; lat: number } {
  const [lng, lat] = first.geometry.coordinates;
  return { lng, lat };
}
