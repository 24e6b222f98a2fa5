import { lengthMetres } from '../../core/geometry/metres.ts';
import { NET_OF_TYPE } from '../../core/incident/transitions.ts';
import type { ImportNoun, IncidentType } from '../../core/vocabulary.ts';
import type { LocatedRow } from './accept-records.ts';
import { type Cell, lineText, pointText } from './copy-text.ts';
import type { IncidentNumbers } from './incident-numbers.ts';
import type { RowIds } from './row-ids.ts';

export interface RowContext {
  batchId: string;
  /** ISO 8601 UTC. */
  now: string;
  ids: RowIds;
  numbers: IncidentNumbers;
}

/** How rows of a noun become rows of its table. */
export interface PlacedWriter {
  table: string;
  columns: readonly string[];
  cells(row: LocatedRow, context: RowContext): Cell[];
}

const COMMON = ['id', 'area_code', 'geom', 'import_batch_id'];

function common(row: LocatedRow, context: RowContext, id: string): Cell[] {
  const { geometry } = row;
  const text =
    geometry.kind === 'point'
      ? pointText(geometry.lng7, geometry.lat7)
      : lineText(geometry.kind === 'lines' ? (geometry.lines[0] ?? []) : []);
  return [id, row.areaCode, text, context.batchId];
}

function plain(table: string, columns: Readonly<Record<string, string>>, stampColumn?: string): PlacedWriter {
  const fields = Object.keys(columns);
  return {
    table,
    columns: [...COMMON, ...Object.values(columns), ...(stampColumn ? [stampColumn] : [])],
    cells: (row, context) => [
      ...common(row, context, context.ids.at(Date.parse(context.now))),
      ...fields.map((field) => row.values[field]),
      ...(stampColumn ? [context.now] : []),
    ],
  };
}

const NAMES = { nameZh: 'name_zh', nameEn: 'name_en' };

function instantText(value: unknown): string | null {
  return typeof value === 'number' ? new Date(value).toISOString() : null;
}

/** Nobody is on the way to an incident of a file: what needs a unit is taken as verified. */
const WITHOUT_UNIT: Record<string, string> = {
  assigned: 'verified',
  en_route: 'verified',
  on_scene: 'verified',
};

const INCIDENTS: PlacedWriter = {
  table: 'incident',
  columns: [
    ...COMMON,
    'number',
    'type',
    'priority',
    'status',
    'source',
    'net',
    'text',
    'reported_at',
    'verified_at',
    'assigned_at',
    'arrived_at',
    'resolved_at',
  ],
  cells: (row, context) => {
    const { values } = row;
    const reportedMs = values.reportedAt as number;
    const status = String(values.status);
    return [
      ...common(row, context, context.ids.at(reportedMs)),
      values.number ?? context.numbers.next(reportedMs),
      values.type,
      values.priority,
      WITHOUT_UNIT[status] ?? status,
      values.source,
      values.net ?? NET_OF_TYPE[values.type as IncidentType],
      String(values.text ?? ''),
      instantText(reportedMs),
      ...['verifiedAt', 'assignedAt', 'arrivedAt', 'resolvedAt'].map((field) => instantText(values[field])),
    ];
  },
};

const routes = plain('route', { code: 'code', ...NAMES, vehicle: 'vehicle', shift: 'shift' });

/** The nouns that are written row by row. */
export const PLACED_WRITERS: Partial<Record<ImportNoun, PlacedWriter>> = {
  incidents: INCIDENTS,
  posts: plain('post', { kind: 'kind', ...NAMES, staffed: 'staffed', staffCount: 'staff_count' }),
  checkpoints: plain(
    'checkpoint',
    {
      code: 'code',
      ...NAMES,
      border: 'border',
      state: 'state',
      lanes: 'lanes',
      bearingDegrees: 'bearing_degrees',
    },
    'state_since',
  ),
  institutions: plain('institution', {
    kind: 'kind',
    ...NAMES,
    grade: 'grade',
    guardPosts: 'guard_posts',
    inspectionDueOn: 'inspection_due_on',
  }),
  devices: plain(
    'device',
    {
      code: 'code',
      kind: 'kind',
      health: 'health',
      bearingDegrees: 'bearing_degrees',
      fieldOfViewDegrees: 'field_of_view_degrees',
      rangeMetres: 'range_metres',
    },
    'health_since',
  ),
  routes: {
    ...routes,
    columns: [...routes.columns, 'length_metres'],
    cells: (row, context) => [
      ...routes.cells(row, context),
      Math.round(lengthMetres(row.geometry.kind === 'lines' ? (row.geometry.lines[0] ?? []) : []) * 10) / 10,
    ],
  },
};
