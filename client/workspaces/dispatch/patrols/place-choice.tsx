import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatrolPlaceQuestion } from '../../../../core/contract/patrol-plan.ts';
import { patrolPlacesQuery } from '../../../api/patrol-plans.ts';
import { formatDay, formatNumber } from '../../../ui/format.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { patrolStore, usePatrols } from './patrol-store.ts';

const KINDS = ['cells', 'grids', 'posts', 'institutions', 'checkpoints'] as const;
const WEEKS = [1, 2, 4, 8, 12] as const;
const MOST = [50, 100, 150, 250, 400] as const;

/** What is asked for the places of the open plan; null: no kind is chosen, or no plan is open. */
export function usePlaceQuestion(): PatrolPlaceQuestion | null {
  const day = usePatrols(({ plan }) => plan?.day);
  const shift = usePatrols(({ plan }) => plan?.shift);
  const { kinds, within, weeks, most } = usePatrols((state) => state.setup);
  return useMemo(
    () => (day && shift && kinds.length > 0 ? { day, shift, kinds: [...kinds], within, weeks, most } : null),
    [day, shift, kinds, within, weeks, most],
  );
}

/** Which places may be visited: by kind, by what was reported there. */
export function PlaceChoice() {
  const { t } = useTranslation();
  const { kinds, weeks, most } = usePatrols((state) => state.setup);
  const question = usePlaceQuestion();
  const { data, error, refetch, isFetching } = useQuery(patrolPlacesQuery(question));
  const toggle = (kind: (typeof KINDS)[number]) =>
    patrolStore.setSetup({
      kinds: kinds.includes(kind)
        ? kinds.filter((one) => one !== kind)
        : KINDS.filter((one) => one === kind || kinds.includes(one)),
    });
  return (
    <section className="panel-section">
      <h3 className="panel-title">
        {t('patrols.places')} <span>{question && data ? formatNumber(data.places.length) : ''}</span>
      </h3>
      <fieldset className="patrol-kinds">
        <legend className="visually-hidden">{t('patrols.places')}</legend>
        {KINDS.map((kind) => (
          <label key={kind} className="check">
            <input type="checkbox" checked={kinds.includes(kind)} onChange={() => toggle(kind)} />
            {t(`patrols.kind.${kind}`)}
          </label>
        ))}
      </fieldset>
      <div className="patrol-fields">
        <label>
          {t('patrols.weeks')}
          <select
            value={weeks}
            onChange={({ target }) => patrolStore.setSetup({ weeks: Number(target.value) })}
          >
            {WEEKS.map((n) => (
              <option key={n} value={n}>
                {t('patrols.nWeeks', { n })}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('patrols.most')}
          <select
            value={most}
            onChange={({ target }) => patrolStore.setSetup({ most: Number(target.value) })}
          >
            {MOST.map((n) => (
              <option key={n} value={n}>
                {formatNumber(n)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {question === null ? <p className="tone-warn">{t('patrols.noKind')}</p> : null}
      {question && data ? (
        <p className="muted" role="status">
          {isFetching ? `${t('app.loading')}… ` : ''}
          {t('patrols.byIncidents', {
            n: formatNumber(data.incidents),
            day: formatDay(Date.parse(data.since)),
          })}
        </p>
      ) : null}
    </section>
  );
}
