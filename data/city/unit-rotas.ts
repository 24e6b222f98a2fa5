import { type Team, teamRota } from '../../core/duty/patterns.ts';
import type { Rota } from '../../core/duty/rota.ts';
import type { CityUnit } from './city.ts';

/** Districts whose units go by four teams; those of the others serve in one shift every day. */
const BY_TEAMS = ['630102', '630104'];
const TEAMS = 4;

type Unassigned = Omit<CityUnit, 'brigadeCode' | 'rota'>;

/** Squads by turns of the brigades of their district, each with its brigade's place in the cycle. */
export function withBrigades(units: readonly Unassigned[]): CityUnit[] {
  const brigades = new Map<string, { code: string; rota: Rota | null }[]>();
  for (const { kind, code, areaCode } of units) {
    if (kind !== 'brigade') continue;
    const district = areaCode.slice(0, 6);
    const own = brigades.get(district) ?? [];
    const team = (own.length % TEAMS) as Team;
    own.push({ code, rota: BY_TEAMS.includes(district) ? teamRota(team) : null });
    brigades.set(district, own);
  }
  const turns = new Map<string, number>();
  return units.map((unit) => {
    const district = unit.areaCode.slice(0, 6);
    const own = brigades.get(district) ?? [];
    if (unit.kind === 'brigade')
      return { ...unit, brigadeCode: null, rota: own.find(({ code }) => code === unit.code)?.rota ?? null };
    const turn = turns.get(district) ?? 0;
    turns.set(district, turn + 1);
    const brigade = own[turn % Math.max(1, own.length)];
    return { ...unit, brigadeCode: brigade?.code ?? null, rota: brigade?.rota ?? null };
  });
}
