import { z } from 'zod';
import { ANALYSIS_QUESTIONS } from '../analysis/questions.ts';
import { Id, Instant, itemsPage, stored } from './common.ts';
import { Point } from './geometry.ts';

const Text = z.string().trim().min(1).max(500);

/** What is written on the map of an analysis. */
export const AnalysisNoteInput = z.strictObject({
  /** Notes of one analysis have one sheet: the id of a saved result, or one that the page made (any UUID). */
  sheetId: Id,
  geometry: z.strictObject(Point.shape),
  text: Text,
  /** What was asked. */
  question: z.enum(ANALYSIS_QUESTIONS),
  /** The time that was looked at, half-open; both null: the whole history. */
  from: Instant.nullable(),
  to: Instant.nullable(),
});
export type AnalysisNoteInput = z.infer<typeof AnalysisNoteInput>;

/** A note at a place: whoever may see the place may read it, who wrote it may change it. */
export const AnalysisNote = z
  .object({
    id: Id,
    ...AnalysisNoteInput.shape,
    ...stored,
    createdAt: Instant,
    createdBy: Id,
    /** Null: an account that is gone. */
    createdByName: z.string().nullable(),
  })
  .meta({ id: 'AnalysisNote' });
export type AnalysisNote = z.infer<typeof AnalysisNote>;
export const AnalysisNotes = itemsPage(AnalysisNote);
export type AnalysisNotes = z.infer<typeof AnalysisNotes>;

export const AnalysisNoteChange = z
  .strictObject({ text: Text, geometry: AnalysisNoteInput.shape.geometry })
  .partial();
export type AnalysisNoteChange = z.infer<typeof AnalysisNoteChange>;
