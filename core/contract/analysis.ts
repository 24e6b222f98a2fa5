import { z } from 'zod';
import { EXPOSURES, GROUNDS, LOCAL_STATISTICS, METHODS, type Method } from '../analysis/methods.ts';
import { AREA_SHARES } from '../hotspot/expectation.ts';
import { EXPECTATION_MODELS } from '../hotspot/expected-counts.ts';
import { CONFIDENCES } from '../hotspot/false-discovery.ts';
import { INCIDENT_STATUSES, INCIDENT_TYPES, NETS, PRIORITIES, SHIFTS } from '../vocabulary.ts';
import { AreaCode, Id, Instant, itemsPage, Name } from './common.ts';

/** What incidents are counted in: square cells over the area, or the grids of the plan in force. */
export const CellsChoice = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('metric'), metres: z.int().min(50).max(5000), ground: z.enum(GROUNDS) }),
  z.strictObject({ kind: z.literal('plan'), ground: z.enum(GROUNDS) }),
]);
export type CellsChoice = z.infer<typeof CellsChoice>;

/** Which cells are neighbours: middles at most so far apart, a common border, or so many nearest ones. */
export const BandChoice = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('distance'), metres: z.number().min(50).max(50_000) }),
  z.strictObject({ kind: z.literal('border') }),
  z.strictObject({ kind: z.literal('nearest'), neighbours: z.int().min(1).max(64) }),
]);
export type BandChoice = z.infer<typeof BandChoice>;

const Confidence = z.literal(CONFIDENCES);

/** Local statistics of counts or rates, tested under the false discovery rate. */
export const LocalParameters = z.strictObject({
  method: z.enum(LOCAL_STATISTICS),
  cells: CellsChoice,
  band: BandChoice,
  exposure: z.enum(EXPOSURES),
  /** From which confidence a cell is called hot or cold. */
  confidence: Confidence,
  /** Rounds of conditional permutation that p comes from; 0: the normal approximation. */
  permutations: z.int().min(0).max(9999),
});
export type LocalParameters = z.infer<typeof LocalParameters>;

/** Emerging hot spots: so many steps of so many days, the last one ending with the window. */
export const EmergingParameters = z.strictObject({
  method: z.literal('emerging'),
  cells: CellsChoice,
  band: BandChoice,
  confidence: Confidence,
  stepDays: z.int().min(1).max(366),
  steps: z.int().min(2).max(520),
});
export type EmergingParameters = z.infer<typeof EmergingParameters>;

/** New clusters of a window's last days: the space-time permutation scan, and with it near repeats and dense groups (ST-DBSCAN). */
export const ScanParameters = z.strictObject({
  method: z.literal('space_time_scan'),
  studyDays: z.int().min(1).max(3660),
  /** Side of the squares whose incidents make a place. */
  cellMetres: z.int().min(1).max(5000),
  maxRadiusMetres: z.int().min(1).max(100_000),
  maxDays: z.int().min(1).max(366),
  /** Only clusters that reach into the last day. */
  onlyCurrent: z.boolean(),
  replications: z.int().min(1).max(99_999),
  /** Width of the bands of near repeats. */
  nearMetres: z.int().min(1).max(5000),
  soonDays: z.int().min(1).max(366),
  apartMetres: z.int().min(1).max(5000),
  withinDays: z.int().min(1).max(366),
  /** Neighbours of a core, itself counted; 0: as many as are suggested. */
  minPoints: z.int().min(0).max(10_000),
});
export type ScanParameters = z.infer<typeof ScanParameters>;

/** What is expected on square cells, with its back-test. */
export const ExpectationParameters = z.strictObject({
  method: z.literal('expectation'),
  cellMetres: z.int().min(50).max(5000),
  /** Forecast from the end of the window on, and of each fold of the back-test. */
  days: z.literal([1, 7]),
  /** Only incidents of one shift, or all. */
  shift: z.enum([...SHIFTS, 'all']),
  /** Percent of the ground that may be flagged. */
  share: z.literal(AREA_SHARES),
  /** Weeks of the back-test, if the history holds so many. */
  weeks: z.int().min(4).max(260),
  /** The model that is shown. */
  model: z.enum(EXPECTATION_MODELS),
});
export type ExpectationParameters = z.infer<typeof ExpectationParameters>;

/** What each method takes; a method of core/analysis/methods.ts that can be saved has its member here. */
export const AnalysisParameters = z.discriminatedUnion('method', [
  LocalParameters,
  EmergingParameters,
  ScanParameters,
  ExpectationParameters,
]);
export type AnalysisParameters = z.infer<typeof AnalysisParameters>;

/** Which incidents count; an empty list lets everything through. `hours`: of the week by the city's clock, 0 being Monday 00-01. */
export const AnalysisFilter = z.strictObject({
  types: z.array(z.enum(INCIDENT_TYPES)).max(INCIDENT_TYPES.length),
  priorities: z.array(z.literal(PRIORITIES)).max(PRIORITIES.length),
  statuses: z.array(z.enum(INCIDENT_STATUSES)).max(INCIDENT_STATUSES.length),
  nets: z.array(z.enum(NETS)).max(NETS.length),
  hours: z.array(z.int().min(0).max(167)).max(168),
});
export type AnalysisFilter = z.infer<typeof AnalysisFilter>;

const Digest = z.string().regex(/^[0-9a-f]{64}$/, 'a digest has 64 hex digits');

/** What is saved of a result: what it was made of, and what must come out when it is made again. */
export const AnalysisInput = z.strictObject({
  title: Name,
  /** The area whose incidents were counted. */
  areaCode: AreaCode,
  /** Half-open: `from` counts, `to` does not. */
  from: Instant,
  to: Instant,
  filter: AnalysisFilter,
  parameters: AnalysisParameters,
  /** Of the method, as core/analysis/methods.ts has it. */
  formulaVersion: z.int().min(1).max(1000),
  /** Seed of what was drawn by chance; null: nothing was. */
  seed: z.int().min(0).max(0x7fff_ffff).nullable(),
  /** How many incidents went into it. */
  incidents: z.int().min(0).max(100_000_000),
  /** Its main figures by their names, such as the number of cells at each confidence. */
  figures: z
    .record(z.string().regex(/^[a-z][a-z0-9_]{0,39}$/), z.number())
    .refine((figures) => Object.keys(figures).length <= 40, 'at most 40 figures'),
  /** SHA-256 of the counts and cells that went in, and of the figures of every cell that came out (core/analysis/digest.ts). */
  inputDigest: Digest,
  resultDigest: Digest,
  /** When the incidents were read. */
  readAt: Instant,
  /** The sheet of the notes on its map, see analysis-note.ts; null: notes to come have its own id as their sheet. */
  sheetId: Id.nullable().default(null),
});
export type AnalysisInput = z.infer<typeof AnalysisInput>;

/** A saved result. It is never changed: another result is another record. */
export const Analysis = z
  .object({
    id: Id,
    ...AnalysisInput.shape,
    method: z.enum(Object.keys(METHODS) as [Method, ...Method[]]),
    createdAt: Instant,
    createdBy: Id,
    /** Null: an account that is gone. */
    createdByName: z.string().nullable(),
    version: z.int().min(1),
  })
  .meta({ id: 'Analysis' });
export type Analysis = z.infer<typeof Analysis>;
export const Analyses = itemsPage(Analysis);
export type Analyses = z.infer<typeof Analyses>;

/** A saved result, and what has happened since to the incidents of its area and time, whatever their type. */
export const AnalysisToday = Analysis.extend({
  /** Incidents there are now. */
  incidentsNow: z.int(),
  /** Of these, taken in or edited after they were read. */
  changedSince: z.int(),
  /** The version of the method's formula that is in use now. */
  formulaNow: z.int(),
  asOf: Instant,
}).meta({ id: 'AnalysisToday' });
export type AnalysisToday = z.infer<typeof AnalysisToday>;
