import type { AccountRole } from '../../core/vocabulary.ts';
import { CASES, RISKS } from '../../server/queries/nouns.ts';
import type { PlacedTable } from '../../server/queries/placed.ts';
import type { Point7 } from '../city/city.ts';
import { caseTales } from './case-tales.ts';
import type { Cell } from './csv.ts';
import { pointHex } from './ewkb.ts';
import { type FeatureText, FeatureWriter } from './feature-text.ts';
import { isoTime } from './iso-time.ts';
import { riskTales } from './risk-tales.ts';
import type { SeededCity } from './seeded-city.ts';
import type { TableLoad } from './table-load.ts';

/** What became of a case or a risk file, from its opening on; steps older than the log are not told there. */
export interface FileTale<P extends object = object> {
  id: string;
  areaCode: string;
  point: Point7;
  steps: readonly FileStep<P>[];
}
export interface FileStep<P extends object = object> {
  /** Milliseconds since 1970. */
  at: number;
  actor: AccountRole;
  /** All properties as they were then, but `version`, `updatedAt` and `areaCode`. */
  properties: P;
}

/** The Features of a file after each of its steps. */
export interface ToldFile {
  noun: 'cases' | 'risks';
  id: string;
  areaCode: string;
  steps: readonly { at: number; actor: AccountRole; after: FeatureText }[];
}

const RISK_NAMES = ['authorName', 'submittedByName', 'signedByName'];

export function toldFiles(seeded: SeededCity): ToldFile[] {
  return [
    ...told('cases', new FeatureWriter(CASES), CASES, caseTales(seeded)),
    ...told('risks', new FeatureWriter(RISKS, RISK_NAMES), RISKS, riskTales(seeded)),
  ];
}

function told(
  noun: ToldFile['noun'],
  writer: FeatureWriter,
  table: PlacedTable,
  tales: readonly FileTale[],
): ToldFile[] {
  return tales.map((tale) => ({
    noun,
    id: tale.id,
    areaCode: tale.areaCode,
    steps: tale.steps.map(({ at, actor }, step) => ({
      at,
      actor,
      after: writer.write(tale.id, tale.point, rowOf(table, tale, step)),
    })),
  }));
}

/** By column, and by name what comes from elsewhere. */
function rowOf(table: PlacedTable, { areaCode, steps }: FileTale, step: number): Record<string, unknown> {
  const { at, properties } = steps[step]!;
  const own = Object.entries(properties).map(([property, value]) => [
    table.columns[property] ?? property,
    value,
  ]);
  return { ...Object.fromEntries(own), area_code: areaCode, version: step + 1, updated_at: at };
}

/** The tables of the files as they stand in the end. */
export function fileTables(seeded: SeededCity): TableLoad[] {
  return [tableOf(CASES, caseTales(seeded)), tableOf(RISKS, riskTales(seeded))];
}

function tableOf(table: PlacedTable, tales: readonly FileTale[]): TableLoad {
  const own = Object.entries(table.columns);
  const rows = tales.map((tale): Cell[] => {
    const last = tale.steps.length - 1;
    const row = rowOf(table, tale, last);
    const cells = own.map(([property, column]) =>
      table.lists?.includes(property) ? JSON.stringify(row[column]) : (row[column] as Cell),
    );
    return [tale.id, tale.areaCode, ...cells, pointHex(tale.point), last + 1, isoTime(tale.steps[last]!.at)];
  });
  const columns = ['id', 'area_code', ...own.map(([, column]) => column), 'geom', 'version', 'updated_at'];
  return { table: table.table, columns, rows };
}

/**
 * Times of steps that are wanted at these times (milliseconds since 1970): in their order, a minute apart at least, and all before the
 * city's instant.
 */
export function inTurn(wantedMs: readonly number[], { asOfMs }: Pick<SeededCity, 'asOfMs'>): number[] {
  const MINUTE_MS = 60_000;
  let lastMs = Number.NEGATIVE_INFINITY;
  return wantedMs.map((ms, i) => {
    const latestMs = asOfMs - (wantedMs.length - i) * MINUTE_MS;
    lastMs = Math.max(Math.min(ms, latestMs), lastMs + MINUTE_MS);
    return lastMs;
  });
}
