import { useTranslation } from 'react-i18next';
import { changeStop, removeStop, stretchStop } from '../../../../core/patrol/edit-rounds.ts';
import type { PlannedRound, PlannedStop } from '../../../../core/patrol/shift-plan.ts';
import { CHECK_IN_WAYS, type CheckInWay } from '../../../../core/vocabulary.ts';
import { useName } from '../../../ui/named.ts';
import { CodesButton } from './codes/codes-button.tsx';
import { patrolStore } from './patrol-store.ts';
import { useMayEdit } from './use-plan.ts';
import { useWish } from './use-wish.ts';

const MINUTE_MS = 60_000;

/** What can be done with a stop, and what the optimiser is told of its place. */
export function StopActs({
  round,
  stop,
  at,
}: {
  round: PlannedRound;
  stop: PlannedStop;
  at: { round: number; stop: number };
}) {
  const { t } = useTranslation();
  const mayEdit = useMayEdit();
  const name = useName();
  const wish = useWish(stop, round.unitId);
  const { plan } = patrolStore.get();
  if (!mayEdit || !plan) return null;
  const stretch = (minutes: number) =>
    patrolStore.change(stretchStop(plan.rounds, at, minutes * MINUTE_MS), at);
  const put = (change: Partial<PlannedStop>) => patrolStore.change(changeStop(plan.rounds, at, change), at);
  return (
    <div className="patrol-stop-acts">
      <div className="button-row">
        <button
          type="button"
          className="button"
          aria-pressed={wish === 'pinned'}
          title={t('patrols.pinHint')}
          onClick={() => patrolStore.pin(stop, round.unitId)}
        >
          {t('patrols.pin')}
        </button>
        <button
          type="button"
          className="button"
          aria-pressed={wish === 'required'}
          title={t('patrols.requireHint')}
          onClick={() => patrolStore.require(stop)}
        >
          {t('patrols.require')}
        </button>
        <button
          type="button"
          className="button"
          aria-pressed={wish === 'forbidden'}
          title={t('patrols.forbidHint')}
          onClick={() => patrolStore.forbid(stop)}
        >
          {t('patrols.forbid')}
        </button>
        <button
          type="button"
          className="button"
          onClick={() => patrolStore.change(removeStop(plan.rounds, at), { round: at.round, stop: null })}
        >
          {t('patrols.takeOut')} <kbd>Del</kbd>
        </button>
      </div>
      <div className="button-row">
        <button type="button" className="button" onClick={() => stretch(-1)}>
          {t('patrols.shorter')}
        </button>
        <button type="button" className="button" onClick={() => stretch(1)}>
          {t('patrols.longer')}
        </button>
        <select
          value={stop.checkIn}
          aria-label={t('patrols.checkIn')}
          onChange={({ target }) => put({ checkIn: target.value as CheckInWay })}
        >
          {CHECK_IN_WAYS.map((way) => (
            <option key={way} value={way}>
              {t(`patrols.checkInBy.${way}`)}
            </option>
          ))}
        </select>
        <CodesButton title={name(stop)} stops={[stop]} isSaved={stop.id !== null} />
      </div>
    </div>
  );
}
