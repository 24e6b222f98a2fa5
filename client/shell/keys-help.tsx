import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { EXAMPLES } from '../../core/search/examples.ts';
import { DESK_PAGE_NAMES, DESK_PAGES } from '../state/desk-page.ts';
import { BALANCE_KEY, KEY_TABLE, PLAN_KEYS, WALL_KEYS } from '../state/key-table.ts';
import { useView } from '../state/view.ts';
import { Dialog } from '../ui/dialog.tsx';
import { preferences, usePreferences } from '../ui/preferences.ts';

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
  const language = useView((view) => view.language);
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
        {KEY_TABLE.map(({ keys, does }) => (
          <KeyRow key={does} keys={keys} does={t(`keys.${does}`)} />
        ))}
        {WALL_KEYS.map(({ keys, does }) => (
          <KeyRow key={does} keys={keys} does={t(`wall.keys.${does}`)} />
        ))}
        {PLAN_KEYS.map(({ keys, does }) => (
          <KeyRow key={does} keys={keys} does={t('plan.toolKey', { tool: t(`plan.tool.${does}`) })} />
        ))}
        <KeyRow keys={[BALANCE_KEY]} does={t('plan.toolKey', { tool: t('plan.balance.title') })} />
        <KeyRow keys={['Ctrl Z', 'Ctrl ⇧Z']} does={t('plan.undoKey')} />
        {DESK_PAGE_NAMES.map((page) => (
          <KeyRow key={page} keys={[`⇧${DESK_PAGES[page].letter}`]} does={t(`page.${page}`)} />
        ))}
      </dl>
      <h3>{t('command.examples')}</h3>
      <dl>
        {EXAMPLES.map((example) => (
          <KeyRow
            key={example.about}
            keys={[example[language]]}
            does={t(`command.exampleOf.${example.about}`)}
          />
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
