import { DESK_PAGE_NAMES, DESK_PAGES } from './desk-page.ts';

/**
 * Every key of the page, once: what the help shows, what the buttons and the command bar say. `does` is a word under `keys`; the
 * handlers stand where the act belongs (`useKeys`). The digits 1 to 5 are the nets.
 */
export const KEY_TABLE = [
  { keys: ['Ctrl K', '/'], does: 'search' },
  { keys: ['Esc'], does: 'back' },
  { keys: ['J', 'K'], does: 'list' },
  { keys: ['Enter'], does: 'open' },
  { keys: ['F'], does: 'fly' },
  { keys: ['Z'], does: 'undo' },
  { keys: ['N'], does: 'newIncident' },
  { keys: ['⇧N'], does: 'newCase' },
  { keys: ['⇧E'], does: 'newRisk' },
  { keys: ['V'], does: 'verify' },
  { keys: ['D'], does: 'assign' },
  { keys: ['E', 'O', 'R', 'C'], does: 'steps' },
  { keys: ['X'], does: 'falseAlarm' },
  { keys: ['U'], does: 'duplicate' },
  { keys: ['B'], does: 'alarms' },
  { keys: ['Q'], does: 'nextAlarm' },
  { keys: ['A'], does: 'acknowledge' },
  { keys: ['M'], does: 'silence' },
  { keys: ['S'], does: 'shelve' },
  { keys: ['T'], does: 'past' },
  { keys: ['P', ',', '.'], does: 'replay' },
  { keys: ['L'], does: 'live' },
  { keys: ['1', '2', '3', '4', '5'], does: 'nets' },
  { keys: ['6', '7', '8', '9', ';', "'"], does: 'layers' },
  { keys: ['+', '-'], does: 'zoom' },
  { keys: ['H'], does: 'density' },
  { keys: ['0'], does: 'shade' },
  { keys: ['\\'], does: 'clearFilter' },
  { keys: ['['], does: 'leftPanel' },
  { keys: [']'], does: 'rightPanel' },
  { keys: ['G'], does: 'theme' },
  { keys: ['I'], does: 'language' },
  { keys: ['W'], does: 'wall' },
  { keys: ['Y'], does: 'second' },
  { keys: ['?'], does: 'help' },
] as const;

/** What the wall hears beside its own way out and the keys that work everywhere; `does` is a word under `wall.keys`. */
export const WALL_KEYS = [
  { keys: ['Space'], does: 'hold' },
  { keys: ['←', '→'], does: 'step' },
  { keys: ['U'], does: 'unlock' },
  { keys: ['E'], does: 'scenes' },
] as const;

/** What takes a tool in the Plan workspace in hand, where the keys of Watch rest; `does` is a word under `plan.tool`. M stays that of the alarms: they come through everywhere. */
export const PLAN_KEYS = [
  { keys: ['V'], does: 'move' },
  { keys: ['P'], does: 'push' },
  { keys: ['R'], does: 'reshape' },
  { keys: ['S'], does: 'split' },
  { keys: ['U'], does: 'merge' },
  { keys: ['T'], does: 'transfer' },
  { keys: ['C'], does: 'comment' },
] as const;

/** Shows the proposals to even the grids of a draft. */
export const BALANCE_KEY = 'E';

/** The key of each tool. */
export const TOOL_KEYS = Object.fromEntries(PLAN_KEYS.map(({ keys, does }) => [does, keys[0]])) as Record<
  (typeof PLAN_KEYS)[number]['does'],
  string
>;

export type KeyAct = (typeof KEY_TABLE)[number]['does'];

/** The key of an act as it is shown; of several the first. */
export function keyOf(act: KeyAct): string {
  return KEY_TABLE.find(({ does }) => does === act)?.keys[0] ?? '';
}

/** Every key that is taken, as `KeyboardEvent.key` names it: those of the table and the pages' letters. */
export function takenKeys(): string[] {
  const named = (key: string) => (key.length === 1 ? key.toLowerCase() : key.replace('⇧', ''));
  const own = KEY_TABLE.flatMap(({ keys }) => keys.map(named));
  return [...own, ...DESK_PAGE_NAMES.map((page) => DESK_PAGES[page].letter)];
}
