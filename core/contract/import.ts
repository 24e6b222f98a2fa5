import { z } from 'zod';
import { PERSONAL_KINDS } from '../personal-data.ts';
import { IMPORT_NOUNS } from '../vocabulary.ts';
import { itemsPage } from './common.ts';
import { Issue, reasoned } from './problem.ts';
import { RepairSummary } from './repair.ts';
import { RoadFileReport } from './road-file.ts';

export const IMPORT_STATUSES = ['checking', 'checked', 'importing', 'done', 'failed', 'undone'] as const;
export type ImportStatus = (typeof IMPORT_STATUSES)[number];

/** Largest file that is taken, in bytes. */
export const MAX_IMPORT_BYTES = 256 * 1024 * 1024;

/** Why a row or a feature was refused. */
export const ROW_PROBLEMS = [
  'column_count',
  'missing_value',
  'unknown_word',
  'bad_number',
  'out_of_range',
  'bad_time',
  'too_long',
  'bad_coordinates',
  'wrong_geometry',
  'invalid_geometry',
  'outside_city',
  'outside_scope',
  'duplicate_code',
  'bad_code',
  'overlap',
] as const;
export type RowProblemCode = (typeof ROW_PROBLEMS)[number];

export const RowProblem = z.object({
  /** 1 is the first feature, or the first row after the header. */
  row: z.int(),
  column: z.string().nullable(),
  value: z.string().nullable(),
  code: z.enum(ROW_PROBLEMS),
  message: z.string(),
  ...reasoned,
});
export type RowProblem = z.infer<typeof RowProblem>;

export const IMPORT_WARNINGS = [
  'crs_suspect',
  'crs_hint',
  'swapped_axes',
  'missing_field',
  'ignored_columns',
  'day_precision',
  'masked_text',
  'gaps',
  'generated_codes',
  'repaired',
  'left_out',
  'no_area',
  'rings_mended',
  'several_parts',
  'zone_suspect',
  'roads_there',
] as const;

/** Something to look at before applying. A blocking one must be confirmed. `values` fill the client's translated sentence. */
export const ImportWarning = z.object({
  code: z.enum(IMPORT_WARNINGS),
  message: z.string(),
  blocking: z.boolean(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type ImportWarning = z.infer<typeof ImportWarning>;

export const ImportColumn = z.object({
  column: z.string(),
  /** Null: not used. */
  field: z.string().nullable(),
  samples: z.array(z.string()),
});
export type ImportColumn = z.infer<typeof ImportColumn>;

export const IMPORT_PHASES = ['waiting', 'surveying', 'checking', 'writing', 'undoing', 'finished'] as const;

/** What was found in the file, and how far the work has come. */
export const ImportReport = z.object({
  phase: z.enum(IMPORT_PHASES),
  /** 0 to 1 within the phase. */
  progress: z.number(),
  /** When the process that works on it last said so, ISO 8601 UTC. */
  heartbeatAt: z.string().nullable(),
  /** When undoing it failed last, ISO 8601 UTC; absent while it did not. */
  undoFailedAt: z.string().optional(),
  format: z.enum(['csv', 'geojson', 'shapefile', 'osm', 'osm.pbf']).nullable(),
  encoding: z.string().nullable(),
  delimiter: z.string().nullable(),
  /** Where the CRS comes from: the caller, the file itself, a column's name, or the default of the format. */
  crsFrom: z.enum(['given', 'file', 'column', 'default']).nullable(),
  zone: z.string().nullable(),
  columns: z.array(ImportColumn),
  /** Fields that the noun knows, for the mapping table. */
  fields: z.array(z.object({ name: z.string(), required: z.boolean() })),
  accepted: z.int(),
  /** Every refused row, by reason. */
  refusedBy: z.partialRecord(z.enum(ROW_PROBLEMS), z.int()),
  /** The first thousand. */
  problems: z.array(RowProblem),
  warnings: z.array(ImportWarning),
  /** Free texts in which something personal was masked, by kind. */
  masked: z.partialRecord(z.enum(PERSONAL_KINDS), z.int()),
  /** Up to 500 accepted things as GeoJSON features, spread over the file. */
  preview: z.array(z.record(z.string(), z.unknown())),
  /** Grids only: what was mended so that they are a partition; absent where nothing had to be. */
  repairs: RepairSummary.optional(),
  /** Roads of an OSM file only. */
  network: RoadFileReport.optional(),
  /** Rows written by table, once applied. */
  written: z.record(z.string(), z.int()),
  /** Why the batch failed: a problem code and a sentence. */
  error: z
    .object({
      code: z.string(),
      detail: z.string(),
      issues: z.array(Issue),
      ...reasoned,
    })
    .nullable(),
});
export type ImportReport = z.infer<typeof ImportReport>;

/** One import of one file. */
export const ImportBatch = z.object({
  id: z.uuid(),
  noun: z.enum(IMPORT_NOUNS),
  fileName: z.string(),
  crs: z.string(),
  status: z.enum(IMPORT_STATUSES),
  rowsRead: z.int(),
  rowsWritten: z.int(),
  rowsRefused: z.int(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
  undoneAt: z.string().nullable(),
  /** When undoing it failed last: while it is `importing` that is tried again, once it is `done` nothing was removed. */
  undoFailedAt: z.string().nullable(),
});
export type ImportBatch = z.infer<typeof ImportBatch>;

export const ImportBatchDetail = ImportBatch.extend({ report: ImportReport });
export type ImportBatchDetail = z.infer<typeof ImportBatchDetail>;

export const ImportBatches = itemsPage(ImportBatch);
export type ImportBatches = z.infer<typeof ImportBatches>;

const pairs = z.record(z.string().max(200), z.string().max(2000));

/** How a file is to be read. */
export const ImportOptions = z.object({
  as: z.enum(IMPORT_NOUNS),
  /** EPSG:4326, EPSG:4543, GCJ-02, BD-09 ...; absent: what the file says, or EPSG:4326 for degrees. */
  crs: z.string().max(60).optional(),
  /** Column -> field; other columns are matched by their names. */
  map: pairs.default({}),
  /** Field -> value, for rows that have none. */
  set: pairs.default({}),
  /** IANA zone of times without one; absent: the city's. */
  zone: z.string().max(60).optional(),
  /** Order of dates such as 01/02/2014, where the file does not show it. */
  dateOrder: z.enum(['dmy', 'mdy']).optional(),
  /** Code and name of the city that grids or areas make in an empty deployment. */
  cityCode: z
    .string()
    .regex(/^\d{4}00$/, 'a city code has six digits and ends in 00')
    .optional(),
  cityName: z.string().trim().min(1).max(120).optional(),
  /** Grids: borders of neighbours within this distance are drawn together where they do not meet; 1 if not given. */
  snapMetres: z.coerce.number().min(0.1).max(30).optional(),
});
export type ImportOptions = z.infer<typeof ImportOptions>;
