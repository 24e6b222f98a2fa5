import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { DESK_PAGE_NAMES, DESK_PAGES } from '../state/desk-page.ts';
import { Dialog } from '../ui/dialog.tsx';
import { preferences, usePreferences } from '../ui/preferences.ts';

const KEYS = [
  { keys: ['Ctrl K', '/'], does: 'search' },
  { keys: ['1', '2', '3', '4', '5'], does: 'nets' },
  { keys: ['J', 'K'], does: 'list' },
  { keys: ['Enter'], does: 'open' },
  { keys: ['Esc'], does: 'back' },
  { keys: ['N'], does: 'newIncident' },
  { keys: ['⇧N'], does: 'newCase' },
  { keys: ['⇧E'], does: 'newRisk' },
  { keys: ['V'], does: 'verify' },
  { keys: ['X'], does: 'falseAlarm' },
  { keys: ['F'], does: 'fly' },
  { keys: ['Z'], does: 'undo' },
  { keys: ['T'], does: 'past' },
  { keys: ['P', ',', '.'], does: 'replay' },
  { keys: ['L'], does: 'live' },
  { keys: ['B'], does: 'alarms' },
  { keys: ['A'], does: 'acknowledge' },
  { keys: ['M'], does: 'silence' },
  { keys: ['S'], does: 'shelve' },
  { keys: ['['], does: 'leftPanel' },
  { keys: [']'], does: 'rightPanel' },
  { keys: ['?'], does: 'help' },
] as const;

const WALL_KEYS = [
  { keys: ['W'], does: 'wall' },
  { keys: ['Space'], does: 'hold' },
  { keys: ['←', '→'], does: 'step' },
  { keys: ['U'], does: 'unlock' },
  { keys: ['E'], does: 'scenes' },
  { keys: ['Y'], does: 'second' },
] as const;

let open = false;
const listeners = new Set<() => void>();
function setOpen(next: boolean): void {
  open = next;
  for (const listener of listeners) listener();
}

export function openKeysHelp(): void {
  setOpen(true);
}

/** All keys, and the switch that turns the single ones off. */
export function KeysHelp() {
  const { t } = useTranslation();
  const { singleKeys } = usePreferences();
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => open,
  );
  if (!shown) return null;
  return (
    <Dialog title={t('keys.title')} onClose={() => setOpen(false)} className="keys-help">
      <dl>
        {KEYS.map(({ keys, does }) => (
          <KeyRow key={does} keys={keys} does={t(`keys.${does}`)} />
        ))}
        {WALL_KEYS.map(({ keys, does }) => (
          <KeyRow key={does} keys={keys} does={t(`wall.keys.${does}`)} />
        ))}
        {DESK_PAGE_NAMES.map((page) => (
          <KeyRow key={page} keys={[`⇧${DESK_PAGES[page].letter}`]} does={t(`page.${page}`)} />
        ))}
      </dl>
      <label className="check">
        <input
          type="checkbox"
          checked={singleKeys}
          onChange={(event) => preferences.set({ singleKeys: event.target.checked })}
        />
        {t('keys.single')}
      </label>
    </Dialog>
  );
}

function KeyRow({ keys, does }: { keys: readonly string[]; does: string }) {
  return (
    <div>
      <dt>
        {keys.map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </dt>
      <dd>{does}</dd>
    </div>
  );
}
