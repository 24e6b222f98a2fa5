import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatrolConflict } from '../../../../core/patrol/shift-plan.ts';
import { ApiError } from '../../../api/client.ts';
import { actOnPatrolPlan, removePatrolPlan, savePatrolPlan } from '../../../api/patrol-plans.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useKeys } from '../../../ui/keys.ts';
import { useName } from '../../../ui/named.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { CodesButton } from './codes/codes-button.tsx';
import { conflictText } from './conflict-text.ts';
import { closePlan, openPlan, reopen, setOf } from './open-plan.ts';
import { OptimiseSection } from './optimise/optimise-section.tsx';
import { PATROL_KEYS } from './patrol-keys.tsx';
import { type OpenPlan, patrolStore, usePatrols } from './patrol-store.ts';
import { PlaceChoice } from './place-choice.tsx';
import { wireOf } from './plan-wire.ts';
import { StayChoice } from './stay-choice.tsx';
import { SaveTemplate } from './template-list.tsx';
import { UnitChoice } from './unit-choice.tsx';
import { useConflicts, useMayEdit, useWays } from './use-plan.ts';
import { useUnitCode } from './use-unit-code.ts';

/** The plan that is open: what it is made of, and what becomes of it. */
export function PlanSetup() {
  const plan = usePatrols((state) => state.plan);
  const mayEdit = useMayEdit();
  if (!plan) return null;
  return (
    <>
      <Head plan={plan} />
      <div className="panel-scroll patrols">
        {mayEdit ? (
          <>
            <OptimiseSection />
            <UnitChoice />
            <PlaceChoice />
            <StayChoice />
          </>
        ) : null}
      </div>
      <Fate plan={plan} />
    </>
  );
}

function Head({ plan }: { plan: OpenPlan }) {
  const { t } = useTranslation();
  const mayEdit = useMayEdit();
  const [isAsked, setAsked] = useState(false);
  const isUnsaved = plan.isChanged && plan.rounds.length > 0;
  const state = plan.saved?.state ?? 'draft';
  return (
    <header className="patrol-head">
      <button
        type="button"
        className="icon-button"
        aria-label={t('patrols.back')}
        title={`${t('patrols.back')} (Esc)`}
        onClick={() => (isUnsaved && !isAsked ? setAsked(true) : closePlan())}
      >
        <Icon name="back" />
      </button>
      <input
        value={plan.name}
        maxLength={120}
        readOnly={!mayEdit}
        aria-label={t('patrols.name')}
        onChange={({ target }) => patrolStore.rename(target.value)}
      />
      <span className={`plan-status ${state === 'issued' ? 'in_force' : state}`}>
        {plan.saved ? t(`patrols.state.${state}`) : t('patrols.unsaved')}
      </span>
      <small className="muted">
        {plan.day} · {t(`shiftName.${plan.shift}`)}
      </small>
      {isAsked ? (
        <p className="tone-warn" role="alert">
          {t('patrols.loseChanges')}{' '}
          <button type="button" className="link-button" onClick={closePlan}>
            {t('patrols.lose')}
          </button>{' '}
          <button type="button" className="link-button" onClick={() => setAsked(false)}>
            {t('patrols.stay')}
          </button>
        </p>
      ) : null}
    </header>
  );
}

/** Saving, giving out, taking back; conflicts stand before them. */
function Fate({ plan }: { plan: OpenPlan }) {
  const { t } = useTranslation();
  const mayEdit = useMayEdit();
  const ways = useWays(plan, true);
  const conflicts = useConflicts(plan, ways);
  const save = useMutation({
    mutationFn: () => savePatrolPlan(wireOf(plan), plan.saved, plan.key),
    onSuccess: (saved) => {
      patrolStore.saved(saved);
      setOf(saved.id);
    },
  });
  const act = useMutation({
    mutationFn: (what: 'issue' | 'withdraw') => actOnPatrolPlan(plan.saved!, what),
    onSuccess: openPlan,
  });
  const remove = useMutation({ mutationFn: () => removePatrolPlan(plan.saved!), onSuccess: closePlan });
  const error = save.error ?? act.error ?? remove.error;
  const isBusy = save.isPending || act.isPending || remove.isPending;
  const isEmpty = plan.rounds.every(({ stops }) => stops.length === 0);
  const state = plan.saved?.state ?? 'draft';
  const maySave =
    mayEdit && plan.isChanged && !isEmpty && conflicts.length === 0 && plan.name.trim() !== '' && !isBusy;
  const mayIssue =
    mayEdit &&
    plan.saved !== null &&
    state === 'draft' &&
    !plan.isChanged &&
    conflicts.length === 0 &&
    !isBusy;
  useKeys({ [PATROL_KEYS.save]: () => (maySave ? save.mutate() : false) });
  return (
    <footer className="patrol-fate">
      <Conflicts plan={plan} conflicts={conflicts} />
      <ProblemNote error={error} />
      {error instanceof ApiError && error.problem.code === 'version_stale' ? (
        <button type="button" className="link-button" onClick={() => void reopen().then(save.reset)}>
          {t('patrols.readAgain')}
        </button>
      ) : null}
      {mayEdit ? (
        <div className="button-row">
          <button type="button" className="button primary" disabled={!maySave} onClick={() => save.mutate()}>
            {plan.saved && !plan.isChanged ? t('patrols.saved') : t('patrols.save')}{' '}
            <kbd>⇧{PATROL_KEYS.save}</kbd>
          </button>
          {state === 'draft' ? (
            <button
              type="button"
              className="button"
              disabled={!mayIssue}
              title={plan.isChanged ? t('patrols.saveFirst') : undefined}
              onClick={() => act.mutate('issue')}
            >
              {t('patrols.issue')}
            </button>
          ) : null}
          {state === 'issued' ? (
            <button type="button" className="button" disabled={isBusy} onClick={() => act.mutate('withdraw')}>
              {t('patrols.withdraw')}
            </button>
          ) : null}
          {plan.saved && state === 'draft' ? (
            <button type="button" className="button" disabled={isBusy} onClick={() => remove.mutate()}>
              {t('patrols.remove')}
            </button>
          ) : null}
          <CodesButton
            title={plan.name}
            stops={plan.rounds.flatMap(({ stops }) => stops)}
            isSaved={plan.saved !== null}
          />
        </div>
      ) : null}
      {mayEdit && !isEmpty ? <SaveTemplate plan={plan} /> : null}
    </footer>
  );
}

const SHOWN = 6;

/** What is in conflict; a press looks at it. */
function Conflicts({ plan, conflicts }: { plan: OpenPlan; conflicts: readonly PatrolConflict[] }) {
  const { t } = useTranslation();
  const name = useName();
  const code = useUnitCode();
  if (conflicts.length === 0)
    return plan.rounds.length > 0 ? (
      <p className="tone-ok" role="status">
        {t('patrols.noConflicts')}
      </p>
    ) : null;
  return (
    <section aria-label={t('patrols.conflicts')} role="status">
      <p className="tone-alert">{t('patrols.nConflicts', { n: conflicts.length })}</p>
      <ul className="patrol-conflicts">
        {conflicts.slice(0, SHOWN).map((one) => (
          <li key={JSON.stringify(one)}>
            <button
              type="button"
              className="link-button"
              onClick={() => patrolStore.look({ round: one.round, stop: one.stop })}
            >
              {conflictText(t, one, { rounds: plan.rounds, code, name })}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
