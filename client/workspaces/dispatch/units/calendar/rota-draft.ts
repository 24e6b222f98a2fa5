import type { UnitProperties } from '../../../../../core/contract/unit.ts';
import { FIRST_DAY, type PatternKind, teamRota, weekRota } from '../../../../../core/duty/patterns.ts';
import type { Rota } from '../../../../../core/duty/rota.ts';
import type { CycleDuty } from '../../../../../core/duty/vocabulary.ts';
import type { Shift } from '../../../../../core/vocabulary.ts';

/** When a unit serves, as it is edited. */
export interface RotaDraft {
  brigadeId: string | null;
  shift: Shift;
  rota: Rota | null;
}

/** What of a unit is edited. */
export function draftOf({ brigadeId = null, shift, rota = null }: UnitProperties): RotaDraft {
  return { brigadeId, shift, rota };
}

/** The draft with another kind of pattern; one of its own begins from what it has. */
export function withPattern(draft: RotaDraft, pattern: PatternKind): RotaDraft {
  switch (pattern.kind) {
    case 'fixed':
      return { ...draft, shift: pattern.shift, rota: null };
    case 'team':
      return { ...draft, rota: teamRota(pattern.team) };
    case 'week':
      return { ...draft, rota: weekRota(pattern.shift) };
    case 'own':
      return { ...draft, rota: draft.rota ?? { cycle: [draft.shift, 'rest'], anchorDay: FIRST_DAY } };
  }
}

/** A pattern as the value of a choice, and back. */
export function patternValue(pattern: PatternKind): string {
  if (pattern.kind === 'own') return 'own';
  return `${pattern.kind} ${pattern.kind === 'team' ? pattern.team : pattern.shift}`;
}

/** The draft with the brigade, and with the brigade's place in the cycle where it has one. */
export function withBrigade(
  draft: RotaDraft,
  brigadeId: string | null,
  brigade: UnitProperties | undefined,
): RotaDraft {
  if (!brigade?.rota) return { ...draft, brigadeId };
  return { brigadeId, shift: brigade.shift, rota: brigade.rota };
}

/** A cycle with its day at `at` changed; null: without it. */
export function withCycleDay(cycle: readonly CycleDuty[], at: number, duty: CycleDuty | null): CycleDuty[] {
  return duty === null ? cycle.filter((_, place) => place !== at) : cycle.with(at, duty);
}

/** What of two drafts differs, as the wire takes it; patterns are the same only when they are written the same. */
export function draftChanges(from: RotaDraft, to: RotaDraft): Partial<RotaDraft> {
  return {
    ...(from.brigadeId === to.brigadeId ? {} : { brigadeId: to.brigadeId }),
    ...(from.shift === to.shift ? {} : { shift: to.shift }),
    ...(JSON.stringify(from.rota) === JSON.stringify(to.rota) ? {} : { rota: to.rota }),
  };
}
