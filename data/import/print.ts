import { nameOfRow } from '../../server/import/grid-repairs.ts';
import type { Job } from '../../server/import/import-job.ts';

const startedAt = performance.now();
const SHOWN_PROBLEMS = 10;

/** One line on the terminal with the seconds since the start. */
export function say(text: string): void {
  console.log(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${text}`);
}

export function printProgress(job: Job): void {
  const { phase, progress } = job.report;
  const rows = phase === 'writing' && job.rowsWritten > 0 ? `, ${job.rowsWritten} rows` : '';
  if (phase !== 'finished') say(`${phase} ${Math.round(progress * 100)} %${rows}`);
}

/** The largest places that are mended in a file of grids. */
function printRepairs({ repairs }: Job): void {
  if (!repairs) return;
  const named = (row: number | null) => (row === null ? 'none' : (nameOfRow(repairs, row) ?? `row ${row}`));
  for (const { geometry, properties } of repairs.features.slice(0, SHOWN_PROBLEMS)) {
    const { kind, areaM2, claimedBy, owner, why } = properties;
    const [lng, lat] =
      (geometry.type === 'Polygon' ? geometry.coordinates[0] : geometry.coordinates)?.[0] ?? [];
    const claims = claimedBy.length > 0 ? ` of ${claimedBy.map(named).join(', ')}` : '';
    say(`  ${kind}${claims}, ${areaM2.toFixed(1)} m² at ${lng}, ${lat} -> ${named(owner)} (${why})`);
  }
  const more = repairs.features.length - SHOWN_PROBLEMS;
  if (more > 0) say(`  and ${more} smaller places`);
}

/** What a road network holds, and what of it is not taken. */
function printNetwork({ report: { network } }: Job): void {
  if (!network) return;
  say(
    `${network.ways} ways that are roads -> ${network.roads} roads, ${network.turns} turn restrictions; not taken:`,
  );
  for (const [reason, count] of Object.entries(network.losses)) say(`  ${reason}: ${count}`);
}

/** What the check found. */
export function printChecked(job: Job): void {
  const { report, survey } = job;
  const { sniffed, crs } = survey;
  const delimiter = sniffed.delimiter === null ? '' : `, delimiter ${JSON.stringify(sniffed.delimiter)}`;
  say(
    `${sniffed.format}, ${sniffed.encoding}${delimiter}, ${crs.code} (${report.crsFrom}), times in ${report.zone}`,
  );
  for (const { column, field } of report.columns) if (field) say(`  ${column} -> ${field}`);
  say(`${job.rowsRead} rows read, ${report.accepted} can be taken, ${job.rowsRefused} refused`);
  for (const [code, count] of Object.entries(report.refusedBy)) say(`  ${code}: ${count}`);
  for (const { row, column, value, message } of report.problems.slice(0, SHOWN_PROBLEMS))
    say(
      `  row ${row}${column === null ? '' : `, ${column}`}${value === null ? '' : ` = ${value}`}: ${message}`,
    );
  const more = job.rowsRefused - Math.min(SHOWN_PROBLEMS, report.problems.length);
  if (more > 0) say(`  and ${more} more`);
  printRepairs(job);
  printNetwork(job);
  for (const { message, blocking } of report.warnings) say(`${blocking ? 'WARNING' : 'note'}: ${message}`);
}
