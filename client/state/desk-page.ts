import type { Action } from '../../core/contract/permission.ts';

/**
 * The pages of the desk: sheets over the map, each opened by Shift with its letter. Their components are in
 * `workspaces/watch/desk-sheet.tsx`, their titles under `page` in the words.
 */
export const DESK_PAGES = {
  alarms: { letter: 'A', action: 'read' },
  deadlines: { letter: 'T', action: 'read' },
  cases: { letter: 'C', action: 'read' },
  rules: { letter: 'G', action: 'read' },
  review: { letter: 'R', action: 'read' },
  handover: { letter: 'H', action: 'read' },
  health: { letter: 'Y', action: 'read' },
} as const satisfies Record<string, { letter: string; action: Action }>;
export type DeskPage = keyof typeof DESK_PAGES;
/** Pages that lie beside the map, which goes on being used, instead of over it. */
export function isBeside(page: DeskPage | null): boolean {
  return page === 'review';
}
export const DESK_PAGE_NAMES = Object.keys(DESK_PAGES) as DeskPage[];
