/** Where a plan stands before it is in force. `scheduled`: it comes into force by itself. */
export const DRAFT_STATUSES = ['draft', 'review', 'approved', 'scheduled', 'withdrawn'] as const;
export type DraftStatus = (typeof DRAFT_STATUSES)[number];

/** The levels whose borders a draft may move: its own and those below. */
export const EDIT_LEVELS = ['grid', 'community', 'street', 'district'] as const;
export type EditLevel = (typeof EDIT_LEVELS)[number];

/** Whose grids hold where a draft and the plan in force both changed a community; `aside`: as in force, and the draft as it was is kept as another one. */
export const CLASH_CHOICES = ['mine', 'theirs', 'aside'] as const;
export type ClashChoice = (typeof CLASH_CHOICES)[number];
