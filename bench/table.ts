import { mkdirSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, totalmem } from 'node:os';
import { join } from 'node:path';

export type Cell = string | number | boolean | null;
export type ResultRow = Record<string, Cell>;

/**
 * The value below which `percent` of the samples lie (nearest rank: always one of the samples), NaN without samples.
 * `percent` is 0..100; 100 is the largest.
 */
export function percentile(samples: readonly number[], percent: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const rank = Math.ceil((percent / 100) * sorted.length);
  return sorted[Math.min(sorted.length, Math.max(1, rank)) - 1] ?? Number.NaN;
}

/** Median, p95, p99, largest and number of the samples, for a row of a table; milliseconds to two decimals. */
export function spread(samplesMs: readonly number[]): ResultRow {
  return {
    n: samplesMs.length,
    p50Ms: percentile(samplesMs, 50),
    p95Ms: percentile(samplesMs, 95),
    p99Ms: percentile(samplesMs, 99),
    maxMs: percentile(samplesMs, 100),
  };
}

/** Milliseconds that `work` takes. */
export async function timeMs(work: () => Promise<unknown> | unknown): Promise<number> {
  const before = performance.now();
  await work();
  return performance.now() - before;
}

/** Prints the rows as a table and keeps them, with the machine they were measured on, in `.bench/NAME.json`. */
export function printResults(name: string, rows: readonly ResultRow[], meta: ResultRow = {}): void {
  const machine: ResultRow = {
    node: process.version,
    platform: `${platform()}-${arch()}`,
    cpus: cpus().length,
    cpu: cpus()[0]?.model.trim() ?? '',
    memoryGb: Math.round(totalmem() / 2 ** 30),
  };
  console.log(`\n${name}  (${machine.cpus} cores, Node ${machine.node})`);
  console.log(formatTable(rows));
  for (const [key, value] of Object.entries(meta)) console.log(`${key}: ${formatCell(value)}`);
  mkdirSync('.bench', { recursive: true });
  const file = join('.bench', `${name}.json`);
  const at = new Date().toISOString();
  writeFileSync(file, `${JSON.stringify({ name, at, machine, meta, rows }, null, 2)}\n`);
  console.log(`kept in ${file}`);
}

/** Rows as aligned text: columns in order of first appearance, numbers to the right. */
export function formatTable(rows: readonly ResultRow[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cells = rows.map((row) => columns.map((column) => formatCell(row[column])));
  const widths = columns.map((column, i) =>
    Math.max(column.length, ...cells.map((row) => row[i]?.length ?? 0)),
  );
  const isNumber = columns.map((column) =>
    rows.every((row) => row[column] === undefined || typeof row[column] === 'number'),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) => (isNumber[i] ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  return [line(columns), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join('\n');
}

function formatCell(value: Cell | undefined): string {
  if (value === undefined) return '';
  if (typeof value !== 'number' || Number.isInteger(value)) return String(value);
  return Math.abs(value) < 100 ? value.toFixed(2) : value.toFixed(0);
}
