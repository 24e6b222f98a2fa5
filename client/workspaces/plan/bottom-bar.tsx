import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../api/session.ts';
import { draftSession } from '../../planning/draft-session.ts';
import { type Balance, changedGrids } from '../../planning/grid-rows.ts';
import { ownNext } from '../../planning/own-steps.ts';
import { usePlanning } from '../../planning/planning.ts';
import { useDraft } from '../../planning/use-draft.ts';
import { useFigures } from '../../planning/use-figures.ts';
import { formatNumber } from '../../ui/format.ts';
import { usePlaceName } from '../../ui/place-name.ts';
import { NextAct } from './next-act.tsx';
import { useMayEdit } from './use-may-edit.ts';

/** How even the draft is beside its origin, what is on its way to the server, and what comes next. */
export function BottomBar() {
  const { t } = useTranslation();
  return (
    <footer className="bottom-bar plan-bar">
      <section aria-label={t('plan.progress')} className="plan-progress">
        <UndoRedo />
        <Saved />
      </section>
      <Evenness />
      <NextAct />
    </footer>
  );
}

function UndoRedo() {
  const { t } = useTranslation();
  const { id } = useSession().account;
  const mayEdit = useMayEdit();
  const steps = useDraft((state) => state.steps);
  const pending = useDraft((state) => state.pending);
  const next = useMemo(() => ownNext(steps, id), [steps, id]);
  if (!mayEdit) return null;
  const nameOf = (kind: string | undefined) =>
    kind === undefined ? '' : `: ${t(`plan.step.${kind}`, { defaultValue: kind })}`;
  return (
    <div className="button-row">
      <button
        type="button"
        className="button"
        disabled={!next.undo && pending === 0}
        title={`${t('plan.undo')}${nameOf(next.undo?.kind)} (Ctrl Z)`}
        onClick={() => draftSession.step('undo')}
      >
        {t('plan.undo')} <kbd>Ctrl Z</kbd>
      </button>
      <button
        type="button"
        className="button"
        disabled={!next.redo}
        title={`${t('plan.redo')}${nameOf(next.redo?.kind)} (Ctrl ⇧Z)`}
        onClick={() => draftSession.step('redo')}
      >
        {t('plan.redo')} <kbd>Ctrl ⇧Z</kbd>
      </button>
    </div>
  );
}

function Saved() {
  const { t } = useTranslation();
  const pending = useDraft((state) => state.pending);
  const isCutOff = useDraft((state) => state.isCutOff);
  const now = useFigures((state) => state.now);
  const before = useFigures((state) => state.before);
  const isCounted = useFigures((state) => state.origin !== null);
  const changed = useMemo(() => changedGrids(now, before), [now, before]);
  return (
    <p role="status" data-pending={pending}>
      <span className={isCutOff ? 'tone-alert' : pending > 0 ? 'tone-warn' : 'tone-ok'}>
        {isCutOff ? `${t('plan.cutOff')} ` : ''}
        {pending > 0 ? t('plan.onTheirWay', { n: formatNumber(pending) }) : isCutOff ? '' : t('plan.saved')}
      </span>{' '}
      {isCounted ? (
        <span className="muted">{t('plan.changedGrids', { n: formatNumber(changed) })}</span>
      ) : null}
    </p>
  );
}

const SPREADS = ['variation', 'maxToMean', 'gini'] as const;

function Evenness() {
  const { t } = useTranslation();
  const placeName = usePlaceName();
  const { before, now } = useFigures((state) => state.balance);
  const measure = usePlanning((state) => state.measure);
  const community = usePlanning((state) => state.community);
  const where = community === null ? t('plan.everyCommunity') : placeName(community);
  return (
    <section className="evenness" aria-label={t('plan.evenness')}>
      <p className="muted">
        {measure
          ? t('plan.evennessOf', { measure: t(`plan.measure.${measure}`), where })
          : t('plan.noMeasure')}
      </p>
      {now ? (
        <dl>
          {SPREADS.map((one) => (
            <div key={one}>
              <dt title={t(`plan.spread.${one}Hint`)}>{t(`plan.spread.${one}`)}</dt>
              <dd>
                <Change before={spreadIn(before, one)} now={spreadIn(now, one)} />
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
    </section>
  );
}

function Change({ before, now }: { before: number | null; now: number | null }) {
  const [was, is] = [textOf(before), textOf(now)];
  if (was === is || before === null || now === null) return <>{is}</>;
  return (
    <>
      <span className="muted">{was} → </span>
      <span className={now < before ? 'tone-ok' : 'tone-warn'}>{is}</span>
    </>
  );
}

function spreadIn(balance: Balance | null, name: (typeof SPREADS)[number]): number | null {
  return balance?.spread[name] ?? null;
}

function textOf(value: number | null): string {
  return value === null ? '–' : value.toFixed(value < 10 ? 3 : 1);
}
