import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { GRID_TINTS, overPicture } from '../../../state/over-picture.ts';
import { useView, viewStore } from '../../../state/view.ts';
import { formatAge, formatNumber } from '../../../ui/format.ts';
import { usePlaceName } from '../../../ui/place-name.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { VirtualList } from '../../../ui/virtual-list.tsx';
import { coverageEn } from '../../../ui/words/coverage-en.ts';
import { coverageZh } from '../../../ui/words/coverage-zh.ts';
import { addWords } from '../../../ui/words/late-words.ts';
import type { DeskParts } from '../desks.ts';
import { CoverageControls } from './coverage-controls.tsx';
import type { VoidArea } from './coverage-model.ts';
import { gridTints, voidDiscs } from './coverage-picture.ts';
import { useCoverageSettings } from './coverage-settings.ts';
import { CoverageSide } from './coverage-side.tsx';
import { CoverageTable } from './coverage-table.tsx';
import { useCoverage } from './use-coverage.ts';
import './coverage.css';

addWords('coverage', { zh: coverageZh, en: coverageEn });

const OWNER = 'coverage';

function openVoid(id: string | null): void {
  viewStore.set({ dispatch: { desk: 'coverage', of: id }, selection: null });
}

/** Where nobody is in time, and who covers what. */
function CoverageDesk() {
  const { t } = useTranslation();
  const { coverage, cells, model, wish, error, retry } = useCoverage();
  const { nets } = useCoverageSettings();
  const of = useView((view) => view.dispatch.of);
  const voids = useMemo(() => (nets.length > 0 ? (model?.voids ?? []) : []), [model, nets]);
  useEffect(() => {
    if (model && cells && nets.length > 0) overPicture.tint(gridTints(model, cells, nets.length));
    overPicture.set(OWNER, voidDiscs(voids, of));
  }, [model, cells, voids, nets, of]);
  useEffect(
    () => () => {
      overPicture.tint(new Map());
      overPicture.clear(OWNER);
    },
    [],
  );
  useEffect(() => overPicture.onPick((id) => voids.some((one) => one.id === id) && openVoid(id)), [voids]);
  return (
    <>
      <header className="list-head coverage-head">
        <h2 className="panel-title">
          {t('coverage.title')} <span>{model ? formatNumber(voids.length) : ''}</span>
        </h2>
        <CoverageControls coverage={coverage} />
        {model && nets.length > 0 ? <Legend nets={nets.length} /> : null}
        {model && coverage ? <CoverageTable coverage={coverage} model={model} /> : null}
      </header>
      {error ? <ProblemNote error={error} onRetry={retry} /> : null}
      {!model && !error ? (
        <p className="note muted">{coverage && cells ? t('coverage.changing') : `${t('app.loading')}…`}</p>
      ) : null}
      {nets.length === 0 ? <p className="note muted">{t('coverage.noNets')}</p> : null}
      {model && nets.length > 0 && voids.length === 0 ? <p className="note">{t('coverage.none')}</p> : null}
      <VirtualList<VoidArea>
        label={t('coverage.title')}
        items={voids}
        idOf={({ id }) => id}
        estimatedPx={52}
        initialId={of}
        {...(of === null ? {} : { followedId: of })}
        onOpen={({ id }) => openVoid(id)}
        classOf={({ id }) => (id === of ? 'current' : '')}
        row={(one) => <VoidRow one={one} number={voids.indexOf(one) + 1} measure={wish.measure} />}
      />
    </>
  );
}

/** What the colours of the grids on the map say. */
function Legend({ nets }: { nets: number }) {
  const { t } = useTranslation();
  const tints = GRID_TINTS.filter((tint) => tint !== 'once' || nets > 1);
  return (
    <ul className="coverage-legend" aria-label={t('coverage.legendLabel')}>
      {tints.map((tint) => (
        <li key={tint} className={tint}>
          {t(`coverage.legend.${tint === 'covered' && nets > 1 ? 'more' : tint}`)}
        </li>
      ))}
    </ul>
  );
}

function VoidRow(props: { one: VoidArea; number: number; measure: keyof VoidArea['measured'] }) {
  const { t } = useTranslation();
  const placeName = usePlaceName();
  const { one, number, measure } = props;
  const { grids, incidents } = one.measured;
  const soonest =
    one.soonestSeconds === null
      ? t('coverage.row.nobody')
      : t('coverage.row.soonest', { span: formatAge(one.soonestSeconds * 1000) });
  const size =
    measure === 'grids'
      ? t('coverage.row.incidents', { n: formatNumber(incidents) })
      : t('coverage.row.grids', { n: formatNumber(grids) });
  return (
    <>
      <span className="void-number">{number}</span>
      <b>{placeName(one.id)}</b>
      <span className="row-state">{formatNumber(one.measured[measure])}</span>
      <small>{`${size} · ${soonest}`}</small>
    </>
  );
}

export const coverageDesk: DeskParts = { Left: CoverageDesk, Right: CoverageSide };
