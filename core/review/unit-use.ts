/** The units bound to an incident from one instant on. Milliseconds since 1970. */
export interface Binding {
  incidentId: string;
  atMs: number;
  /** Before the change, and after it. */
  was: readonly string[];
  is: readonly string[];
}

export interface UnitUse {
  unitId: string;
  /** Different incidents. */
  incidents: number;
  engagedSeconds: number;
}

/**
 * How units were used in [fromMs, toMs) by what incidents they were bound to. `bindings` are in the order of time; a unit that
 * was bound when the first change of an incident came was so from the start of the period. Most used first.
 */
export function unitUse(bindings: readonly Binding[], fromMs: number, toMs: number): UnitUse[] {
  const uses = new Map<string, { incidents: Set<string>; ms: number }>();
  const note = (unitId: string, incidentId: string, ms: number): void => {
    const use = uses.get(unitId) ?? { incidents: new Set(), ms: 0 };
    uses.set(unitId, { incidents: use.incidents.add(incidentId), ms: use.ms + Math.max(0, ms) });
  };
  const bound = new Map<string, Map<string, number>>();
  for (const { incidentId, atMs, was, is } of bindings) {
    const held = bound.get(incidentId) ?? new Map(was.map((unitId) => [unitId, fromMs]));
    bound.set(incidentId, held);
    for (const [unitId, sinceMs] of held) {
      if (is.includes(unitId)) continue;
      note(unitId, incidentId, atMs - sinceMs);
      held.delete(unitId);
    }
    for (const unitId of is) if (!held.has(unitId)) held.set(unitId, Math.max(fromMs, atMs));
  }
  for (const [incidentId, held] of bound)
    for (const [unitId, sinceMs] of held) note(unitId, incidentId, toMs - sinceMs);
  return [...uses]
    .map(([unitId, { incidents, ms }]) => ({ unitId, incidents: incidents.size, engagedSeconds: ms / 1000 }))
    .sort(
      (a, b) =>
        b.incidents - a.incidents || b.engagedSeconds - a.engagedSeconds || (a.unitId < b.unitId ? -1 : 1),
    );
}
