import type { Job } from '../../server/import/import-jobs.ts';

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
  for (const { message, blocking } of report.warnings) say(`${blocking ? 'WARNING' : 'note'}: ${message}`);
}
