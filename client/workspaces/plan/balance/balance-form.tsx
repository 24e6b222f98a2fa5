import { useTranslation } from 'react-i18next';
import { BARRIERS } from '../../../../core/plan/balance/ground-lines.ts';
import { ADDITIVE_MEASURES, type AdditiveMeasure } from '../../../../core/plan/balance/load-scale.ts';
import { useSession } from '../../../api/session.ts';
import { useDraft } from '../../../planning/use-draft.ts';
import { formatClock, formatNumber } from '../../../ui/format.ts';
import { personName } from '../../../ui/person-name.ts';
import { usePlaceName } from '../../../ui/place-name.ts';
import { submitBy } from '../../../ui/submit.ts';
import { useMayEdit } from '../use-may-edit.ts';
import { locksIn } from './balance-order.ts';
import { balanceStore, useBalance } from './balance-store.ts';
import { CommunityPick } from './community-pick.tsx';
import { LimitField } from './limit-field.tsx';
import { useOrder } from './use-order.ts';

/** What a proposal is to keep to, and the way to start; folded while somebody goes through one. */
export function BalanceConditions(props: { isOpen: boolean; onOpen: () => void; onStart: () => void }) {
  const { t } = useTranslation();
  const { isOpen, onOpen, onStart } = props;
  const { ready, why, communities, measure, dwellings } = useOrder();
  const mayEdit = useMayEdit();
  const isRunning = useBalance(({ run }) => run?.status === 'running');
  const hasRun = useBalance(({ run }) => run !== null);
  const start = () => {
    if (!ready || !mayEdit || isRunning) return;
    onStart();
    void balanceStore.start(ready.order(), ready.told);
  };
  const startButton = (
    <button type="submit" className="button primary" disabled={!ready || !mayEdit || isRunning}>
      {t(`plan.balance.${hasRun ? 'anew' : 'start'}`)}
    </button>
  );
  return (
    <form className="balance-part balance-form" aria-label={t('plan.balance.form')} {...submitBy(start)}>
      {isOpen ? (
        <>
          <p className="muted">{t('plan.balance.what')}</p>
          <CommunityPick communities={communities} />
          <MeasureField measure={measure} />
          <Limits dwellings={dwellings} />
          <Barriers />
          <Locks communities={communities} />
        </>
      ) : null}
      {why ? (
        <p className="tone-warn" role="status">
          {why}
        </p>
      ) : null}
      <div className="button-row">
        {isOpen ? null : (
          <button type="button" className="button" disabled={isRunning} onClick={onOpen}>
            {t('plan.balance.change')}
          </button>
        )}
        {startButton}
      </div>
    </form>
  );
}

function MeasureField({ measure }: { measure: AdditiveMeasure }) {
  const { t } = useTranslation();
  return (
    <label className="field">
      {t('plan.measureTitle')}
      <select
        value={measure}
        onChange={({ target }) => balanceStore.setForm({ measure: target.value as AdditiveMeasure })}
      >
        {ADDITIVE_MEASURES.map((one) => (
          <option key={one} value={one}>
            {t(`plan.measure.${one}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

function Limits({ dwellings }: { dwellings: number }) {
  const { t } = useTranslation();
  const percent = useBalance((state) => state.form.mostMovedPercent);
  const n = formatNumber(Math.floor((percent / 100) * dwellings));
  const all = formatNumber(Math.round(dwellings));
  const hint = percent >= 0 && dwellings > 0 ? { hint: t('plan.balance.mostMovedIs', { n, all }) } : {};
  return (
    <div className="balance-limits">
      <LimitField name="mostMovedPercent" step={1} {...hint} />
      <LimitField name="leastCompactness" step={0.05} />
      <LimitField name="mostBorderPercent" step={1} />
    </div>
  );
}

function Barriers() {
  const { t } = useTranslation();
  const barriers = useBalance((state) => state.form.barriers);
  return (
    <fieldset className="balance-barriers">
      <legend>{t('plan.balance.barriers')}</legend>
      {BARRIERS.map((barrier) => (
        <label key={barrier} className="check">
          <input
            type="checkbox"
            checked={barriers.includes(barrier)}
            onChange={({ target }) =>
              balanceStore.setForm({
                barriers: BARRIERS.filter((one) =>
                  one === barrier ? target.checked : barriers.includes(one),
                ),
              })
            }
          />
          {t(`plan.balance.barrier.${barrier}`)}
        </label>
      ))}
    </fieldset>
  );
}

/** What is locked, and what somebody else is working on. */
function Locks({ communities }: { communities: readonly string[] }) {
  const { t } = useTranslation();
  const placeName = usePlaceName();
  const plan = useDraft((state) => state.plan);
  const leases = useDraft((state) => state.leases);
  const { id } = useSession().account;
  const held = leases.filter(
    ({ communityCode, holder }) => holder.id !== id && communities.includes(communityCode),
  );
  if (!plan || communities.length === 0) return null;
  const { grids, borders } = locksIn(plan, communities);
  return (
    <>
      <p className="muted">
        {grids + borders > 0 ? t('plan.balance.locks', { grids, borders }) : t('plan.balance.noLocks')}
      </p>
      {held.map(({ communityCode, holder, until }) => (
        <p key={communityCode} className="tone-warn">
          {t('plan.balance.leased', {
            who: personName(t, holder.name),
            place: placeName(communityCode),
            until: formatClock(Date.parse(until)).slice(0, 5),
          })}
        </p>
      ))}
    </>
  );
}
