import { z } from 'zod';
import { Instant, itemsPage } from './common.ts';

/** One event of the log about a thing. `before` and `after` are its Feature as the API showed it. */
export const HistoryEntry = z
  .object({
    seq: z.int(),
    at: Instant,
    kind: z.enum(['create', 'update', 'delete', 'bulk']),
    /** The account that did it; null: the system, or an account that is gone. */
    actorId: z.string().nullable(),
    actorName: z.string().nullable(),
    before: z.unknown().nullable(),
    after: z.unknown().nullable(),
  })
  .meta({ id: 'HistoryEntry' });
export type HistoryEntry = z.infer<typeof HistoryEntry>;
/** Newest first. */
export const History = itemsPage(HistoryEntry);
export type History = z.infer<typeof History>;
