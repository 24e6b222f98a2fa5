import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CordonPlanAnswer, CordonPlanned } from '../../../../core/contract/cordon.ts';
import { type Asked, choicesQuery, planQuery, useSetCordon, wantedOf } from '../../../api/cordons.ts';
import { overPicture } from '../../../state/over-picture.ts';
import { formatAge } from '../../../ui/format.ts';
import { useOnceKey } from '../../../ui/once-key.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { submitBy } from '../../../ui/submit.ts';
import { clearDraft, setDraft, useCordonDraft } from './cordon-draft.ts';
import { OWNER, openCordon } from './cordon-open.ts';
import { planPicture } from './cordon-picture.ts';
import { type Choice, ChoiceList, PlanView } from './plan-view.tsx';

/** The plan for what is asked, others to choose from, and what sets the one that is looked at. */
export function Planned({ asked, now }: { asked: Asked; now: number }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(planQuery(asked));
  const choices = useQuery({
    ...choicesQuery(asked),
    enabled: data !== undefined,
    placeholderData: keepPreviousData,
  });
  const [chosen, setChosen] = useState<string | null>(null);
  const other = choices.data?.items.find((one) => nameOf(one) === chosen);
  const plan = other?.plan ?? data?.plan;
  useEffect(() => overPicture.set(OWNER, data && plan ? planPicture(data.areas, plan) : []), [data, plan]);
  useEffect(() => () => overPicture.clear(OWNER), []);
  if (!data || !plan)
    return error ? (
      <ProblemNote error={error} onRetry={() => void refetch()} />
    ) : (
      <p className="muted">{t('cordon.planning')}</p>
    );
  const asOf = other && choices.data ? choices.data.asOf : data.asOf;
  return (
    <>
      <ProblemNote error={error} onRetry={() => void refetch()} />
      <PlanView plan={plan} />
      <ChoiceList
        choices={choices.data?.items}
        isLoading={choices.isFetching}
        isChosen={(one, i) => (other ? one === other : i === 0)}
        onChoose={(one) => setChosen(nameOf(one))}
      />
      <Considered units={data.units} />
      <SetIt asked={asked} plan={plan} age={formatAge(now - Date.parse(asOf))} />
    </>
  );
}

function nameOf({ aim, withinMinutes }: Choice): string {
  return `${aim} ${withinMinutes}`;
}

function Considered({ units }: Pick<CordonPlanAnswer, 'units'>) {
  const { t } = useTranslation();
  return <p className="muted cordon-considered">{t('cordon.units', units)}</p>;
}

/** What will be done, in words, and the button that does it. */
function SetIt({ asked, plan, age }: { asked: Asked; plan: CordonPlanned; age: string }) {
  const { t } = useTranslation();
  const set = useSetCordon();
  const keyOf = useOnceKey();
  const { closeCheckpoints } = useCordonDraft();
  const units = plan.positions.flatMap(({ unit }) => unit?.code ?? []);
  const checkpoints = plan.positions.filter(({ unit }) => unit === null).length;
  const isEmpty = plan.positions.length === 0;
  const act = (): void => {
    if (isEmpty || set.isPending) return;
    const { cordonId: _, ...request } = asked;
    const input = { ...request, positions: wantedOf(plan), closeCheckpoints };
    set.mutate(
      { input, key: keyOf(input) },
      {
        onSuccess: ({ id }) => {
          clearDraft();
          openCordon(id);
        },
      },
    );
  };
  return (
    <form className="cordon-set" aria-label={t('cordon.set')} {...submitBy(act)}>
      <p>
        {isEmpty
          ? t('cordon.setNothing')
          : t('cordon.setSays', { n: units.length, codes: units.join(t('listSeparator')) || '–' })}
      </p>
      {checkpoints > 0 ? (
        <label className="check">
          <input
            type="checkbox"
            checked={closeCheckpoints}
            onChange={() => setDraft({ closeCheckpoints: !closeCheckpoints })}
          />
          {t('cordon.closeThem', { n: checkpoints })}
        </label>
      ) : null}
      <ProblemNote error={set.error} />
      <div className="button-row">
        <button type="submit" className="button primary" disabled={isEmpty || set.isPending}>
          {t('cordon.set')} <kbd>Ctrl ↵</kbd>
        </button>
        <small className="muted">{t('cordon.asOf', { age })}</small>
      </div>
    </form>
  );
}
