import { z } from 'zod';
import type { PlanChange } from '../plan/change.ts';
import { DRAFT_STATUSES, EDIT_LEVELS } from '../plan/draft-vocabulary.ts';
import type { Operation } from '../plan/operation.ts';
import { AreaCode, GridCode, Id, Instant, Name } from './common.ts';
import { Point } from './geometry.ts';

const Person = z.object({ id: Id, name: z.string() });

/** The right to change a community's grids, until it is over or given up. */
export const Lease = z.object({ communityCode: AreaCode, holder: Person, editorId: Id, until: Instant });
export type Lease = z.infer<typeof Lease>;

export const Draft = z
  .object({
    id: Id,
    name: z.string(),
    note: z.string(),
    status: z.enum([...DRAFT_STATUSES, 'in_force', 'superseded']),
    /** The published plan that it begins from. */
    originId: Id,
    originName: z.string(),
    /** Whether that is the plan in force still. */
    isOriginInForce: z.boolean(),
    /** It brings its origin back, an earlier plan, as that was. */
    isRestoration: z.boolean(),
    editLevel: z.enum(EDIT_LEVELS),
    /** The area in which it may change anything. */
    areaCode: z.string(),
    createdBy: Person.nullable(),
    createdAt: Instant,
    submittedBy: Person.nullable(),
    submittedAt: Instant.nullable(),
    approvedBy: Person.nullable(),
    approvedAt: Instant.nullable(),
    /** Of a scheduled one: when it comes into force. */
    effectiveFrom: Instant.nullable(),
    /** Number of its last change. */
    seq: z.int(),
    /** How many changes it is from its origin. */
    steps: z.int(),
    version: z.int(),
    updatedAt: Instant,
    /** Who has changed anything in it. */
    authors: z.array(Person),
  })
  .meta({ id: 'Draft' });
export type Draft = z.infer<typeof Draft>;
export const Drafts = z.object({ items: z.array(Draft), asOf: Instant });
export type Drafts = z.infer<typeof Drafts>;

const Note = z.string().trim().max(500);

export const DraftInput = z.strictObject({
  name: Name,
  note: Note.default(''),
  /** A plan or draft to begin from; absent: the plan in force. */
  fromId: Id.optional(),
  editLevel: z.enum(EDIT_LEVELS).default('grid'),
});
export type DraftInput = z.infer<typeof DraftInput>;
export const DraftPatch = z.strictObject({ name: Name, note: Note }).partial();
export type DraftPatch = z.infer<typeof DraftPatch>;

/** int32 in units of 1e-7 degree (EPSG:4326). */
const Unit7 = z.int().min(-1_800_000_000).max(1_800_000_000);
const Place = z.strictObject({ lng7: Unit7, lat7: Unit7 });
const Number32 = z.int().min(0).max(2_147_483_647);
const drawn = { line: z.array(Place).min(2).max(10_000), snapMetres: z.number().min(0).max(1000) };
const onArc = { arc: Number32 };
const span = { first: Number32, last: Number32 };

/** An operation as a planner sends it (core/plan/operation.ts). */
export const PlanOperation = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('moveVertex'), ...onArc, index: Number32, to: Place }),
    z.strictObject({ kind: z.literal('moveNode'), node: Number32, to: Place }),
    z.strictObject({ kind: z.literal('insertVertex'), ...onArc, index: Number32, at: Place }),
    z.strictObject({ kind: z.literal('deleteVertex'), ...onArc, index: Number32 }),
    z.strictObject({ kind: z.literal('pushBorder'), ...onArc, ...span, by: Place }),
    z.strictObject({ kind: z.literal('straighten'), ...onArc, ...span }),
    z.strictObject({
      kind: z.literal('simplify'),
      ...onArc,
      toleranceMetres: z.number().positive().max(1000),
    }),
    z.strictObject({ kind: z.literal('reshape'), ...onArc, ...drawn }),
    z.strictObject({
      kind: z.literal('split'),
      grid: Id,
      made: z.strictObject({ id: Id, code: GridCode }),
      keeps: z.enum(['larger', 'left', 'right']),
      ...drawn,
    }),
    z.strictObject({ kind: z.literal('merge'), keeps: Id, goes: Id }),
    z.strictObject({ kind: z.literal('allowParts'), grid: Id, isMultipart: z.boolean() }),
    z.strictObject({
      kind: z.literal('transfer'),
      from: Id,
      to: Id,
      ...drawn,
      points: z.array(Place).max(10_000).exactOptional(),
    }),
    z.strictObject({
      kind: z.literal('renumber'),
      codes: z
        .array(z.tuple([Id, GridCode]))
        .min(1)
        .max(1000),
    }),
    z
      .strictObject({
        kind: z.literal('lock'),
        isLocked: z.boolean(),
        arc: Number32,
        grid: Id,
        community: AreaCode,
      })
      .partial({ arc: true, grid: true, community: true })
      .refine(
        ({ arc, grid, community }) => [arc, grid, community].filter((one) => one !== undefined).length === 1,
        'exactly one of arc, grid, community is locked',
      ),
  ])
  .meta({ id: 'PlanOperation' });
export type PlanOperation = Exclude<Operation, { kind: 'restore' }>;

/** What an editor sends: something to do, or to take back its last step, or to make again what it took back last. `key`: its own, sent twice it is done once. */
export const DraftStepInput = z.discriminatedUnion('act', [
  z.strictObject({
    act: z.literal('do'),
    key: Id,
    editorId: Id,
    /** New nodes and arcs are numbered from these on: free numbers of the editor's lane. */
    firstNode: Number32,
    firstArc: Number32,
    /** The published plan that the editor takes the draft to begin from; refused if it is another one by now. */
    originId: Id.optional(),
    operation: PlanOperation,
  }),
  z.strictObject({
    act: z.enum(['undo', 'redo']),
    key: Id,
    editorId: Id,
    firstNode: Number32,
    firstArc: Number32,
    originId: Id.optional(),
  }),
]);
export type DraftStepInput = {
  key: string;
  editorId: string;
  firstNode: number;
  firstArc: number;
  originId?: string | undefined;
} & ({ act: 'do'; operation: PlanOperation } | { act: 'undo' | 'redo' });

/** A step of a draft's log without what it changed. */
export const DraftStep = z
  .object({
    seq: z.int(),
    key: Id,
    accountId: Id,
    editorId: Id,
    at: Instant,
    act: z.enum(['do', 'undo', 'redo']),
    of: z.int().nullable(),
    /** Kind of the operation that it is, takes back or makes again. */
    kind: z.string(),
    communities: z.array(z.string()),
  })
  .meta({ id: 'DraftStep' });
export type DraftStep = z.infer<typeof DraftStep>;

/** With what it changed (core/plan/change.ts): put into the plan of the step before, it makes the plan of this one. */
const Change = z.record(z.string(), z.unknown()) as unknown as z.ZodType<PlanChange>;
export const DraftStepMade = DraftStep.extend({ change: Change }).meta({
  id: 'DraftStepMade',
});
export type DraftStepMade = z.infer<typeof DraftStepMade>;

/** What came after a step, and how the draft stands now. */
export const DraftNews = z.object({
  /** What the draft begins from. Another one than before: all of it must be read anew, and `steps` are on that. */
  originId: Id,
  steps: z.array(DraftStepMade),
  leases: z.array(Lease),
  status: Draft.shape.status,
  version: z.int(),
  seq: z.int(),
  /** Grows with every comment that is written or settled. */
  comments: z.int(),
  /** To be sent with the next question. */
  known: z.string(),
  asOf: Instant,
});
export type DraftNews = z.infer<typeof DraftNews>;

/** Numbers that an editor may give to new nodes and arcs: from `first` up to, not including, `end`. */
export const Editor = z.object({ editorId: Id, first: z.int(), end: z.int() });
export type Editor = z.infer<typeof Editor>;

const Nullable = Id.nullable();
/**
 * All of a plan, compact: nodes and arcs as rows of numbers. Lines are flat lng7, lat7 of the first point, then of each further one the difference to
 * that before it. `steps`: what was done so far, oldest first.
 */
export const DraftPlan = z
  .object({
    seq: z.int(),
    /** The published plan that it begins from. */
    originId: Id,
    nodes: z.array(z.tuple([z.int(), z.int(), z.int()])),
    arcs: z.array(
      z.object({
        id: z.int(),
        from: z.int(),
        to: z.int(),
        steps: z.array(z.int()),
        left: Nullable,
        right: Nullable,
        isLocked: z.boolean(),
      }),
    ),
    grids: z.array(
      z.object({
        id: Id,
        code: z.string(),
        parents: z.array(Id),
        isMultipart: z.boolean(),
        isLocked: z.boolean(),
      }),
    ),
    lockedCommunities: z.array(z.string()),
    retiredCodes: z.array(z.string()),
    steps: z.array(DraftStep),
  })
  .meta({ id: 'DraftPlan' });
export type DraftPlan = z.infer<typeof DraftPlan>;

/** A remark at a place of a draft, until somebody settles it. */
export const DraftComment = z
  .object({
    id: Id,
    geometry: Point,
    text: z.string(),
    author: Person,
    at: Instant,
    settledAt: Instant.nullable(),
    settledBy: Person.nullable(),
  })
  .meta({ id: 'DraftComment' });
export type DraftComment = z.infer<typeof DraftComment>;
export const DraftComments = z.object({ items: z.array(DraftComment) });
export const DraftCommentInput = z.strictObject({
  geometry: z.strictObject(Point.shape),
  text: z.string().trim().min(1).max(500),
});
export type DraftCommentInput = z.infer<typeof DraftCommentInput>;
