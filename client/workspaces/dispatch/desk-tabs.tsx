import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { DispatchDesk } from '../../state/dispatch-view.ts';
import { useView, viewStore } from '../../state/view.ts';
import { DESKS } from './desks.ts';

const TABS = DESKS.filter(({ behind }) => behind === undefined);

/** Which desk is open; the arrows go from one to the next. */
export function DeskTabs() {
  const { t } = useTranslation();
  const desk = useView((view) => view.dispatch.desk);
  const open = DESKS.find(({ name }) => name === desk)?.behind ?? desk;
  const move = (event: KeyboardEvent<HTMLElement>): void => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by === undefined) return;
    const at = TABS.findIndex(({ name }) => name === open);
    const next = TABS[(at + by + TABS.length) % TABS.length];
    if (!next) return;
    event.preventDefault();
    openDesk(next.name);
    event.currentTarget.querySelector<HTMLElement>(`[data-desk="${next.name}"]`)?.focus();
  };
  const row = useRef<HTMLDivElement>(null);
  // The row may be wider than the panel: with the open desk in its middle its neighbours are in sight.
  useEffect(() => {
    const tab = row.current?.querySelector(`[data-desk="${open}"]`);
    tab?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [open]);
  return (
    <div ref={row} role="tablist" aria-label={t('desks.label')} onKeyDown={move}>
      {TABS.map(({ name }) => (
        <button
          key={name}
          type="button"
          role="tab"
          className="word-tab"
          data-desk={name}
          aria-selected={name === open}
          tabIndex={name === open ? 0 : -1}
          onClick={() => openDesk(name)}
        >
          {t(`desks.name.${name}`)}
        </button>
      ))}
    </div>
  );
}

/** A cordon may be planned round the incident that is selected. */
function openDesk(desk: DispatchDesk): void {
  const { dispatch, selection } = viewStore.get();
  if (dispatch.desk === desk) return;
  const isKept = desk === 'cordon' && selection?.noun === 'incidents';
  viewStore.set({ dispatch: { desk, of: null }, selection: isKept ? selection : null });
}
