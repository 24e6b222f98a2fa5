import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ancestorCode, childLevel, levelOfCode } from '../../../core/contract/area-code.ts';
import { LEVELS } from '../../../core/vocabulary.ts';
import { areaNamesQuery, gridsQuery } from '../../api/areas.ts';
import { useSession } from '../../api/session.ts';
import { serverNow } from '../../live/live-set.ts';
import { useIsLive } from '../../live/use-live.ts';
import { mapHost } from '../../map/map-host.ts';
import { select } from '../../state/selection.ts';
import { useView, viewStore } from '../../state/view.ts';
import { formatClock } from '../../ui/format.ts';
import { Icon } from '../../ui/icon.tsx';
import { useName } from '../../ui/named.ts';
import { usePlaceNames } from '../../ui/place-name.ts';
import { placePath } from '../../ui/place-path.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { usePlanShown } from '../../ui/use-plan-shown.ts';
import { RollUpFacts } from './roll-up-facts.tsx';
import { RollUpTable } from './roll-up-table.tsx';
import { useAreaShown, useRollup, useRollups } from './use-areas.ts';
import { useArea } from './use-watch.ts';

/** Figures of an area and of the areas in it, from the city down to the grid. The map moves only when asked to. */
export function AreaDrill() {
  const { t } = useTranslation();
  const code = useArea();
  return (
    <section aria-label={t('watch.areas.title')} className="panel-section">
      <Breadcrumb code={code} />
      <AreaButtons code={code} />
      <AreaFigures code={code} />
      {levelOfCode(code) === 'grid' ? null : <Children code={code} />}
    </section>
  );
}

function Breadcrumb({ code }: { code: string }) {
  const { t } = useTranslation();
  const language = useView((view) => view.language);
  const { account } = useSession();
  const names = usePlaceNames();
  const scopeLevel = LEVELS.indexOf(levelOfCode(account.scopeCode) ?? 'city');
  const path = LEVELS.slice(scopeLevel).flatMap((level) => ancestorCode(code, level) ?? []);
  return (
    <nav className="breadcrumb" aria-label={t('watch.areas.path')}>
      {[...new Set(path)].map((step) => {
        const label = placePath(names, step, language).at(-1);
        return step === code ? (
          <span key={step} aria-current="location">
            {label}
          </span>
        ) : (
          <button
            key={step}
            type="button"
            className="link-button"
            onClick={() => viewStore.set({ area: step === account.scopeCode ? null : step })}
          >
            {label}
          </button>
        );
      })}
    </nav>
  );
}

function AreaButtons({ code }: { code: string }) {
  const { t } = useTranslation();
  const { account } = useSession();
  const within = useView((view) => view.filter.within);
  const bbox = useAreaShown(code).properties?.bbox;
  return (
    <div className="button-row">
      <button
        type="button"
        className="button"
        disabled={!bbox}
        onClick={() => bbox && mapHost.flyTo({ bbox: bbox as [number, number, number, number] })}
      >
        <Icon name="fly" size={14} /> {t('watch.areas.fly')}
      </button>
      <button
        type="button"
        className="button"
        aria-pressed={within === code}
        disabled={code === account.scopeCode}
        onClick={() =>
          viewStore.set({ filter: { ...viewStore.get().filter, within: within === code ? null : code } })
        }
      >
        <Icon name="filter" size={14} /> {t('watch.areas.only')}
      </button>
      <button
        type="button"
        className="button"
        onClick={() => select(levelOfCode(code) === 'grid' ? 'grids' : 'areas', code)}
      >
        {t('watch.areas.details')}
      </button>
    </div>
  );
}

function AreaFigures({ code }: { code: string }) {
  const { t } = useTranslation();
  const { rollup, error, refetch } = useRollup(code);
  const { isMissing } = useAreaShown(code);
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (isMissing) return <p className="note muted">{t('past.notInPlan')}</p>;
  if (!rollup) return <p className="note muted">{t('app.loading')}…</p>;
  return <RollUpFacts rollup={rollup} />;
}

function Children({ code }: { code: string }) {
  const { t } = useTranslation();
  const name = useName();
  const level = childLevel(levelOfCode(code) ?? 'city') ?? 'grid';
  const isEarlierPlan = usePlanShown() !== null;
  const { rollups, asOf, names: planNames, error, isPending, refetch } = useRollups(level, code);
  const isLive = useIsLive();
  const { data: names } = useQuery(areaNamesQuery);
  const { data: grids } = useQuery({ ...gridsQuery(code), enabled: level === 'grid' && !isEarlierPlan });
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (isPending) return <p className="note muted">{t('app.loading')}…</p>;
  if (!rollups || rollups.length === 0) return <p className="note muted">{t('watch.areas.empty')}</p>;
  const gridNames = new Map(grids?.map((grid) => [grid.properties.code, grid.properties]));
  const rows = rollups.map((rollup) => {
    const { code } = rollup;
    const area = isEarlierPlan ? planNames.get(code) : (names?.get(code) ?? gridNames.get(code));
    return { rollup, name: area ? name(area) : t('app.gridNumber', { n: rollup.code.slice(-3) }) };
  });
  return (
    <>
      <RollUpTable rows={rows} level={level} onDrill={(child) => viewStore.set({ area: child })} />
      <p className="note muted">
        {t('app.asOf', { time: formatClock(isLive && asOf ? Date.parse(asOf) : serverNow()) })}
      </p>
    </>
  );
}
