import type { draftZh } from './plan-zh.ts';

/** The words of the Plan workspace. */
export const draftEn: typeof draftZh = {
  status: {
    draft: 'draft',
    review: 'in review',
    approved: 'approved',
    scheduled: 'scheduled',
    in_force: 'in force',
    superseded: 'superseded',
    withdrawn: 'withdrawn',
  },
};
