import { type CSSProperties, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { mayDo } from '../../../core/contract/permission.ts';
import { useSession } from '../../api/session.ts';
import { useIsLive } from '../../live/use-live.ts';
import { DESK_PAGE_NAMES, DESK_PAGES, type DeskPage, isBeside } from '../../state/desk-page.ts';
import { useView, viewStore } from '../../state/view.ts';
import { useBesideWidth } from '../../ui/beside-width.ts';
import { Icon } from '../../ui/icon.tsx';
import { type KeyHandlers, useKeys } from '../../ui/keys.ts';
import { type Load, Loaded } from '../../ui/loaded.tsx';
import './desk-sheet.css';

const LOADS: Record<DeskPage, Load> = {
  alarms: async () => (await import('./alarms/load-page.tsx')).AlarmLoadPage,
  deadlines: async () => (await import('./deadlines/deadlines-page.tsx')).DeadlinesPage,
  cases: async () => (await import('./cases/cases-page.tsx')).CasesPage,
  rules: async () => (await import('./rules/rules-page.tsx')).RulesPage,
  review: async () => (await import('./review/review-page.tsx')).ReviewPage,
  handover: async () => (await import('./handover/handover-page.tsx')).HandoverPage,
  health: async () => (await import('./health/health-page.tsx')).HealthPage,
};

/** The open page of the desk, over the map, which stays as it is. Shift with its letter opens and closes it, Escape closes it. */
export function DeskSheet({ enabled }: { enabled: boolean }) {
  const { account } = useSession();
  const page = useView((view) => view.page);
  const allowed = DESK_PAGE_NAMES.filter((name) => mayDo(account.role, DESK_PAGES[name].action));
  const keys: KeyHandlers = Object.fromEntries(
    allowed.map((name) => [
      DESK_PAGES[name].letter,
      () => viewStore.set({ page: viewStore.get().page === name ? null : name }),
    ]),
  );
  useKeys(keys, enabled);
  return page && allowed.includes(page) ? <Sheet key={page} page={page} /> : null;
}

function Sheet({ page }: { page: DeskPage }) {
  const { t } = useTranslation();
  const isLive = useIsLive();
  const element = useRef<HTMLElement>(null);
  const width = `${useBesideWidth()}px`;
  const close = () => viewStore.set({ page: null });
  useKeys({ Escape: close });
  useEffect(() => element.current?.focus(), []);
  return (
    <section
      className={`desk-sheet ${isBeside(page) ? 'beside' : ''}`}
      style={{ '--beside-width': width } as CSSProperties}
      aria-label={t(`page.${page}`)}
      tabIndex={-1}
      ref={element}
    >
      <header>
        <h2>{t(`page.${page}`)}</h2>
        <button
          type="button"
          className="icon-button"
          aria-label={t('app.close')}
          title={`${t('app.close')} (Esc)`}
          onClick={close}
        >
          <Icon name="close" />
        </button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys */}
      <section className="desk-sheet-body" tabIndex={0} aria-label={t(`page.${page}`)}>
        {isLive || isBeside(page) ? null : <p className="note tone-warn">{t('past.pageIsPresent')}</p>}
        <Loaded load={LOADS[page]} fallback={<p className="muted">{t('app.loading')}…</p>} />
      </section>
    </section>
  );
}
