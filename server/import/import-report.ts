import type { ImportReport, ImportWarning } from '../../core/contract/import.ts';
import { FIELDS } from '../../core/import/fields.ts';
import type { ImportNoun } from '../../core/vocabulary.ts';
import type { Survey } from './survey.ts';
import type { Tally } from './tally.ts';

/** The report of a batch whose file was surveyed and not yet checked. */
export function reportOf(noun: ImportNoun, survey: Survey): ImportReport {
  return {
    phase: 'waiting',
    progress: 0,
    heartbeatAt: null,
    format: survey.sniffed.format,
    encoding: survey.reader.encoding ?? survey.sniffed.encoding,
    delimiter: survey.sniffed.delimiter,
    crsFrom: survey.crsFrom,
    zone: survey.zone,
    columns: survey.columns.map(({ column, samples }) => ({
      column,
      field: survey.fieldOf.get(column)?.name ?? null,
      samples,
    })),
    fields: FIELDS[noun].map(({ name, required }) => ({ name, required: required ?? false })),
    accepted: 0,
    refusedBy: {},
    problems: [],
    warnings: [],
    masked: {},
    preview: [],
    written: {},
    error: null,
  };
}

const OF_THE_PLAN = ['gaps', 'generated_codes', 'repaired', 'left_out', 'no_area', 'several_parts'];

/** Warnings that stay true of what was written. */
export function warningsOfThePlan({ warnings }: ImportReport): ImportWarning[] {
  return warnings.filter(({ code }) => OF_THE_PLAN.includes(code));
}

/** Puts what was counted into the report, with the warnings that follow from it. */
export function addTally(report: ImportReport, tally: Tally, more: readonly ImportWarning[] = []): void {
  report.accepted = tally.accepted;
  report.refusedBy = tally.refusedBy;
  report.problems = tally.problems;
  report.masked = tally.masked;
  report.preview = tally.preview;
  if (tally.network) report.network = tally.network;
  report.warnings = [
    ...missingFields(report, tally),
    ...more,
    ...tally.warnings,
    ...mendedRings(tally),
    ...ignoredColumns(report),
    ...dayPrecision(tally),
    ...maskedText(tally),
  ];
}

/** Required fields that no column fills, when that is why nothing can be taken. */
function missingFields({ columns, fields }: ImportReport, { accepted, refusedBy }: Tally): ImportWarning[] {
  if (accepted > 0 || !refusedBy.missing_value) return [];
  const mapped = new Set(columns.map(({ field }) => field));
  const missing = fields
    .filter(({ name, required }) => required && !mapped.has(name))
    .map(({ name }) => name);
  if (missing.length === 0) return [];
  const names = missing.join(', ');
  return [
    {
      code: 'missing_field',
      message: `No column is known as ${names}: map one (column=${missing[0]}), or set a value for all rows (${missing[0]}=...).`,
      blocking: true,
      values: { fields: names },
    },
  ];
}

function ignoredColumns({ columns }: ImportReport): ImportWarning[] {
  const ignored = columns.filter(({ field }) => field === null).map(({ column }) => column);
  if (ignored.length === 0) return [];
  const names = ignored.slice(0, 30).join(', ');
  return [
    {
      code: 'ignored_columns',
      message: `Columns that are not used: ${names}.`,
      blocking: false,
      values: { count: ignored.length, columns: names },
    },
  ];
}

function mendedRings({ mendedRows: { closed, left } }: Tally): ImportWarning[] {
  if (closed + left === 0) return [];
  return [
    {
      code: 'rings_mended',
      message: `Rings that were not closed are closed in ${closed} features; rings that hold no ground are left out in ${left}.`,
      blocking: true,
      values: { closed, left },
    },
  ];
}

/** Features that are no area, so that they can not be grids: what they should have covered is a gap, where anything is. */
export function withoutAreas({ groundless, groundlessRows }: Tally): ImportWarning[] {
  if (groundless === 0) return [];
  const rows = groundlessRows.join(', ');
  return [
    {
      code: 'no_area',
      message: `${groundless} features are no areas, or hold no ground, and are left out: ${rows}${groundless > groundlessRows.length ? ' ...' : ''}.`,
      blocking: true,
      values: { count: groundless, rows },
    },
  ];
}

function dayPrecision({ dayOnly }: Tally): ImportWarning[] {
  if (dayOnly === 0) return [];
  return [
    {
      code: 'day_precision',
      message: `${dayOnly} rows have a day without a time: they are stored at noon. Do not read hours of the day from them.`,
      blocking: false,
      values: { rows: dayOnly },
    },
  ];
}

function maskedText({ masked }: Tally): ImportWarning[] {
  const rows = Object.values(masked).reduce((sum, count) => sum + count, 0);
  if (rows === 0) return [];
  return [
    {
      code: 'masked_text',
      message: `Personal data in free text was replaced by *** (${Object.entries(masked)
        .map(([kind, count]) => `${kind} ${count}`)
        .join(', ')}).`,
      blocking: false,
      values: { rows },
    },
  ];
}
