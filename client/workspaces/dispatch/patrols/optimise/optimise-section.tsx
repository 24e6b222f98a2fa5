import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PatrolScore } from '../../../../../core/patrol/patrol-score.ts';
import { patrolPlacesQuery } from '../../../../api/patrol-plans.ts';
import { formatNumber, formatShare } from '../../../../ui/format.ts';
import { useKeys } from '../../../../ui/keys.ts';
import { ProblemNote } from '../../../../ui/problem-note.tsx';
import { PATROL_KEYS } from '../patrol-keys.tsx';
import { MOST_UNITS, usePatrols } from '../patrol-store.ts';
import { usePlaceQuestion } from '../place-choice.tsx';
import { useShiftUnits } from '../use-plan.ts';
import { MOST_TRIES, type Optimising, optimiser, useOptimiser } from './optimiser.ts';

/** The optimiser: start, stop, how it goes, and what came of it. */
export function OptimiseSection() {
  const { t } = useTranslation();
  const plan = usePatrols((state) => state.plan);
  const setup = usePatrols((state) => state.setup);
  const question = usePlaceQuestion();
  const { data, isFetching } = useQuery(patrolPlacesQuery(question));
  const units = useShiftUnits(plan, setup.within).filter(({ id }) => !setup.without.includes(id));
  const run = useOptimiser();
  const isBusy = run !== null && ['ground', 'running', 'explaining'].includes(run.status);
  const places = question && data ? data.places : [];
  const mayStart =
    plan !== null &&
    places.length > 0 &&
    !isFetching &&
    units.length > 0 &&
    units.length <= MOST_UNITS &&
    setup.minStayMinutes <= setup.maxStayMinutes;
  const start = () => {
    if (!plan || !mayStart) return false;
    const { day, shift } = plan;
    void optimiser.start({ day, shift, places, unitIds: units.map(({ id }) => id), setup });
    return true;
  };
  useKeys({ [PATROL_KEYS.optimise]: () => (isBusy ? optimiser.stop() : start()) });
  const wishes =
    setup.required.length + setup.forbidden.length + Object.keys(setup.pinned).length + setup.kept.length;
  return (
    <section className="panel-section">
      <h3 className="panel-title">{t('patrols.optimise')}</h3>
      {wishes > 0 ? (
        <p className="muted">
          {t('patrols.wishes', {
            required: setup.required.length,
            forbidden: setup.forbidden.length,
            pinned: Object.keys(setup.pinned).length,
            kept: setup.kept.length,
          })}
        </p>
      ) : null}
      {isBusy ? (
        <button type="button" className="button" onClick={optimiser.stop}>
          {t('patrols.stop')} <kbd>⇧{PATROL_KEYS.optimise}</kbd>
        </button>
      ) : (
        <button type="button" className="button primary" disabled={!mayStart} onClick={start}>
          {run ? t('patrols.again') : t('patrols.start')} <kbd>⇧{PATROL_KEYS.optimise}</kbd>
        </button>
      )}
      {run ? <RunNote run={run} /> : null}
    </section>
  );
}

function RunNote({ run }: { run: Optimising }) {
  const { t } = useTranslation();
  const { status, tries, best, first, present, faults, error, firstMs, bestMs } = run;
  const told = { tries: formatNumber(tries), seconds: ((bestMs ?? 0) / 1000).toFixed(1) };
  return (
    <div
      className="patrol-run"
      data-status={status}
      data-first-ms={firstMs ?? undefined}
      data-best-ms={bestMs ?? undefined}
    >
      {status === 'ground' || status === 'running' ? (
        <progress
          max={MOST_TRIES}
          value={status === 'ground' ? undefined : tries}
          aria-label={t('patrols.optimise')}
        />
      ) : null}
      <p role="status" className="muted">
        {t(`patrols.run.${status}`, told)}
      </p>
      {run.byRoad ? null : <p className="tone-warn">{t('patrols.straight')}</p>}
      {faults.map((fault) => (
        <p key={JSON.stringify(fault)} className="tone-alert">
          {t('patrols.fault', { what: fault.kind })}
        </p>
      ))}
      {error ? <ProblemNote error={error} onRetry={optimiser.reset} /> : null}
      {best ? <Scores best={best} first={first} present={present} /> : null}
    </div>
  );
}

/** The proposal beside how the units go now, and beside the simple plan that it began with. */
function Scores({
  best,
  first,
  present,
}: {
  best: PatrolScore;
  first: PatrolScore | null;
  present: PatrolScore | null;
}) {
  const { t } = useTranslation();
  const columns = [
    { name: 'proposal' as const, score: best },
    ...(present ? [{ name: 'present' as const, score: present }] : []),
    ...(first ? [{ name: 'first' as const, score: first }] : []),
  ];
  const rows: {
    name: 'value' | 'places' | 'visits' | 'travel' | 'stay';
    text: (score: PatrolScore) => string;
  }[] = [
    { name: 'value', text: ({ total }) => formatShare(total, best.total) },
    { name: 'places', text: ({ places }) => formatNumber(places) },
    { name: 'visits', text: ({ visits }) => formatNumber(visits) },
    { name: 'stay', text: ({ staySeconds }) => hours(staySeconds) },
    { name: 'travel', text: ({ travelSeconds }) => hours(travelSeconds) },
  ];
  return (
    <table className="patrol-scores">
      <thead>
        <tr>
          <td />
          {columns.map(({ name }) => (
            <th key={name} scope="col" title={t(`patrols.column.${name}Hint`)}>
              {t(`patrols.column.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, text }) => (
          <tr key={name}>
            <th scope="row">{t(`patrols.score.${name}`)}</th>
            {columns.map(({ name: column, score }) => (
              <td key={column}>{text(score)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function hours(seconds: number): string {
  return (seconds / 3600).toFixed(1);
}
