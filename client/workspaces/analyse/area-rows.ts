import type { Feature, Geometry } from 'geojson';
import type { AnalysisSummary } from '../../analysis/analysis-protocol.ts';
import type { CountsBefore } from '../../analysis/count-before.ts';
import type { AreaFact } from '../../api/areas.ts';

/** An area of the table, with what can be said of it. */
export interface AreaRow {
  code: string;
  fact: AreaFact | undefined;
  count: number;
  /** Incidents per km² per day; null while the size is not known. */
  rate: number | null;
  /** Incidents of the time before that is as long; null where there is none. */
  before: number | null;
}

/** The areas in which incidents are counted, the most first; of equal ones by code. */
export function areaRows(
  { areas, days }: Pick<AnalysisSummary, 'areas' | 'days'>,
  facts: ReadonlyMap<string, AreaFact> | undefined,
  before: CountsBefore,
): AreaRow[] {
  return areas.codes
    .map((code, i): AreaRow => {
      const count = areas.counts[i] ?? 0;
      const fact = facts?.get(code);
      return {
        code,
        fact,
        count,
        rate: fact ? count / fact.areaKm2 / days : null,
        before: before ? (before.areas.get(code) ?? 0) : null,
      };
    })
    .filter(({ count, before: earlier }) => count > 0 || (earlier ?? 0) > 0)
    .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
}

/** Areas of the table as features; one whose surface is not in `surfaces` (by code) is left out. */
export function areaFeatures(rows: readonly AreaRow[], surfaces: ReadonlyMap<string, Geometry>): Feature[] {
  return rows.flatMap(({ code, fact, count, rate, before }) => {
    const geometry = surfaces.get(code);
    const names = { nameZh: fact?.nameZh ?? null, nameEn: fact?.nameEn ?? null };
    const figures = { incidents: count, areaKm2: fact?.areaKm2 ?? null, perKm2Day: rate, before };
    return geometry
      ? [{ type: 'Feature' as const, geometry, properties: { code, ...names, ...figures } }]
      : [];
  });
}

/** '+12%', '-3%', '±0%'; '–' against nothing. */
export function changeText(count: number, before: number | null): string {
  if (!before) return '–';
  const percent = Math.round((count / before - 1) * 100);
  return percent === 0 ? '±0%' : `${percent > 0 ? '+' : '−'}${Math.abs(percent)}%`;
}
