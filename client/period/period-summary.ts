import { codePrefix } from '../../core/contract/area-code.ts';
import { INCIDENT_STATUSES, INCIDENT_TYPES, NETS } from '../../core/vocabulary.ts';
import type { Brush, IncidentFilter } from '../state/view-state.ts';
import { type Bins, binsOf, type Span } from './period-bins.ts';
import type { PeriodTable } from './period-table.ts';

/** What the incidents of the period come to under filter and brush. Each count leaves out the filter of its own kind. */
export interface PeriodSummary {
  span: Span;
  /** Incidents in the period, whatever the filter. */
  total: number;
  /** Those that pass filter and brush. */
  selected: number;
  bins: Bins;
  /** A bin: those that pass the filter, whether brushed or not. */
  histogram: Uint32Array;
  /** In the order of core/vocabulary.ts; `priorities[0]` is priority 1. */
  types: Uint32Array;
  priorities: Uint32Array;
  statuses: Uint32Array;
  nets: Uint32Array;
  /** Rows of the table that pass filter and brush. */
  rows: Uint32Array;
}

const TYPE = 1;
const PRIORITY = 2;
const STATUS = 4;
const NET = 8;
const BRUSH = 16;

/** One pass over the rows in `span`; bins are round times of `zone`. */
export function summarise(
  table: PeriodTable,
  span: Span,
  filter: IncidentFilter,
  brush: Brush | null,
  zone: string,
): PeriodSummary {
  const { columns } = table;
  const first = table.firstAt(Math.ceil(span.fromMs / 1000));
  const end = table.firstAt(Math.ceil(span.toMs / 1000));
  const bins = binsOf(span, zone);
  const summary = {
    span,
    total: end - first,
    bins,
    histogram: new Uint32Array(bins.edges.length - 1),
    types: new Uint32Array(INCIDENT_TYPES.length),
    priorities: new Uint32Array(4),
    statuses: new Uint32Array(INCIDENT_STATUSES.length),
    nets: new Uint32Array(NETS.length),
  };
  const typeFails = failures(INCIDENT_TYPES, filter.types, TYPE);
  const priorityFails = failures([0, 1, 2, 3, 4], filter.priorities, PRIORITY);
  const statusFails = failures(INCIDENT_STATUSES, filter.statuses, STATUS);
  const netFails = failures(NETS, filter.nets, NET);
  const outside = gridsOutside(columns.gridCodes, filter.within);
  const [brushFrom, brushTo] = brush
    ? [brush.fromMs / 1000, brush.toMs / 1000]
    : [0, Number.POSITIVE_INFINITY];
  const rows = new Uint32Array(end - first);
  let selected = 0;
  let bin = 0;
  for (let i = first; i < end; i++) {
    if (outside[columns.grid[i]!]) continue;
    const at = columns.reportedAt[i]!;
    while (bin + 2 < bins.edges.length && at * 1000 >= bins.edges[bin + 1]!) bin++;
    const fails =
      typeFails[columns.type[i]!]! |
      priorityFails[columns.priority[i]!]! |
      statusFails[columns.status[i]!]! |
      netFails[columns.net[i]!]! |
      (at >= brushFrom && at < brushTo ? 0 : BRUSH);
    if (fails === 0) rows[selected++] = i;
    if ((fails & ~BRUSH) === 0) summary.histogram[bin]!++;
    if ((fails & ~TYPE) === 0) summary.types[columns.type[i]!]!++;
    if ((fails & ~PRIORITY) === 0) summary.priorities[columns.priority[i]! - 1]!++;
    if ((fails & ~STATUS) === 0) summary.statuses[columns.status[i]!]!++;
    if ((fails & ~NET) === 0) summary.nets[columns.net[i]!]!++;
  }
  return { ...summary, selected, rows: rows.slice(0, selected) };
}

/** For each word its bit if the clause keeps it out, else 0; an empty clause keeps nothing out. */
function failures<T>(words: readonly T[], wanted: readonly T[], bit: number): Uint8Array {
  return Uint8Array.from(words, (word) => (wanted.length === 0 || wanted.includes(word) ? 0 : bit));
}

function gridsOutside(codes: readonly string[], within: string | null): Uint8Array {
  const prefix = within === null ? '' : codePrefix(within);
  return Uint8Array.from(codes, (code) => (code.startsWith(prefix) ? 0 : 1));
}
