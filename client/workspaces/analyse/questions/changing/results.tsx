import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { METHODS } from '../../../../../core/analysis/methods.ts';
import type { Confidence } from '../../../../../core/hotspot/false-discovery.ts';
import { type ChangingFound, type ChangingMade, LEAST_STEPS } from '../../../../analysis/changing-job.ts';
import { useView } from '../../../../state/view.ts';
import { formatNumber } from '../../../../ui/format.ts';
import { CELL_COLOURS } from '../../cells/cell-colours.ts';
import { CellLegend, type LegendRow } from '../../cells/cell-legend.tsx';
import { cellPicture } from '../../cells/cell-picture.ts';
import { CellTable } from '../../cells/cell-table.tsx';
import { type CellsChoice, useCellsChoice } from '../../cells/cells-choice.ts';
import { ChosenCard } from '../../cells/chosen-card.tsx';
import { useCellsOnMap, useChosenCell } from '../../cells/chosen-cell.ts';
import { formatZ } from '../../cells/format-score.ts';
import { JobNote } from '../../cells/job-note.tsx';
import { savedCells } from '../../cells/saved-cells.ts';
import type { QuestionMade } from '../../record/analysis-made.ts';
import { RecordPanel } from '../../record/record-panel.tsx';
import { useParameter } from '../parameter.ts';
import { changedCells, classOf, colourOfChange, countChanges, patternOf } from './changing-cells.ts';
import { useChangingChoice } from './changing-choice.ts';
import { SeriesChart } from './series-chart.tsx';
import { useChanging } from './use-changing.ts';

/** How hot and cold spots came about: on the map, by class, in a list, step by step, in words, and as a record. */
export function Results() {
  const choice = useChangingChoice();
  const cells = useCellsChoice();
  const { job, error } = useChanging(choice, cells);
  const made = job.found?.problem === null ? job.found : null;
  const [alone, setAlone] = useParameter('changing.class', '');
  const shared = { confidence: cells.confidence, alone: alone === '' ? null : alone };
  return (
    <>
      <JobNote job={job} error={error} />
      <Problem found={job.found} />
      <OnMap made={made} alone={shared.alone} />
      {made ? (
        <div className="analyse-made" aria-busy={!job.isCurrent}>
          <Made made={made} {...shared} stepDays={choice.stepDays} onAlone={(key) => setAlone(key ?? '')} />
        </div>
      ) : null}
      <RecordPanel
        made={made && recordOf(made, cells, choice.stepDays, job.readAtMs)}
        isRunning={!job.isCurrent}
      />
    </>
  );
}

function Problem({ found }: { found: ChangingFound | null }) {
  const { t } = useTranslation();
  switch (found?.problem) {
    case 'too_fine':
      return <p className="tone-warn">{t('cells.tooFine')}</p>;
    case 'too_few_steps':
      return (
        <p className="tone-warn" role="status">
          {t('changing.tooFewSteps', { steps: found.steps, least: LEAST_STEPS })}
        </p>
      );
    case 'too_many_scores':
      return (
        <p className="tone-warn" role="status">
          {t('changing.tooManyScores', { cells: formatNumber(found.cells), steps: found.steps })}
        </p>
      );
    default:
      return null;
  }
}

function recordOf(made: ChangingMade, cells: CellsChoice, stepDays: number, readAtMs: number): QuestionMade {
  const { confidence } = cells;
  const steps = made.edges.length - 1;
  const { none: _, ...classes } = Object.fromEntries(countChanges(made));
  return {
    parameters: {
      method: 'emerging',
      cells: savedCells(made.cells, cells),
      band: made.band,
      confidence,
      stepDays,
      steps,
    },
    formulaVersion: METHODS.emerging.version,
    seed: null,
    figures: {
      cells: made.classes.length,
      compared: made.compared,
      tested: made.tested,
      outside: made.outside,
      ...classes,
    },
    found: made,
    readAtMs,
  };
}

function OnMap({ made, alone }: { made: ChangingMade | null; alone: string | null }) {
  const theme = useView((view) => view.theme);
  const picture = useMemo(() => {
    if (!made) return null;
    return cellPicture(made.cells, (cell) => {
      const name = classOf(made, cell);
      return alone === null || alone === name ? colourOfChange(name, CELL_COLOURS[theme]) : null;
    });
  }, [made, alone, theme]);
  useCellsOnMap(made?.cells, picture, (cell) => made !== null && made.classes[cell] !== 0);
  return null;
}

function Made(props: {
  made: ChangingMade;
  confidence: Confidence;
  stepDays: number;
  alone: string | null;
  onAlone: (key: string | null) => void;
}) {
  const { t } = useTranslation();
  const { made, alone } = props;
  const theme = useView((view) => view.theme);
  const [chosen, choose] = useChosenCell(made.cells);
  const listed = useMemo(() => changedCells(made, alone), [made, alone]);
  return (
    <>
      <CellLegend rows={useLegend(made)} alone={alone} onPress={props.onAlone} />
      <p className="muted" data-tested={made.tested}>
        {t('changing.summary', {
          incidents: formatNumber(made.incidents),
          compared: formatNumber(made.compared),
          steps: made.edges.length - 1,
          days: props.stepDays,
          tested: formatNumber(made.tested),
        })}{' '}
        {made.outside > 0 ? t('significant.outside', { n: formatNumber(made.outside) }) : null}
      </p>
      {chosen >= 0 ? (
        <Chosen made={made} cell={chosen} confidence={props.confidence} onDrop={() => choose(-1)} />
      ) : (
        <p className="muted">{t('cells.pressHint')}</p>
      )}
      <CellTable
        key={`${chosen}-${alone}`}
        title={t('cells.list')}
        name="changing-cells"
        figures={[
          ['class', (cell) => classOf(made, cell)],
          ['trend_z', (cell) => made.trend[cell]!],
        ]}
        found={made}
        listed={listed}
        chosen={chosen}
        onChoose={choose}
        colourOf={(cell) => colourOfChange(classOf(made, cell), CELL_COLOURS[theme])}
        detail={(cell) => t(`changing.classes.${classOf(made, cell)}`)}
      />
    </>
  );
}

function Chosen(props: { made: ChangingMade; cell: number; confidence: Confidence; onDrop: () => void }) {
  const { t } = useTranslation();
  const { made, cell } = props;
  const name = classOf(made, cell);
  const pattern = patternOf(name);
  const trend = made.trend[cell] ?? Number.NaN;
  const isTrend = Math.abs(trend) >= TREND_Z[props.confidence];
  return (
    <ChosenCard
      found={made}
      cell={cell}
      onDrop={props.onDrop}
      meaning={
        pattern
          ? `${t(`changing.classes.${name}`)}: ${t(`changing.meaning.${pattern}`)}`
          : t('changing.classes.none')
      }
      below={<SeriesChart made={made} cell={cell} confidence={props.confidence} />}
    >
      <dt>{t('cells.count')}</dt>
      <dd>{formatNumber(made.counts[cell] ?? 0)}</dd>
      <dt>Mann-Kendall z</dt>
      <dd>
        {formatZ(trend)} {t(`changing.trend.${isTrend ? (trend > 0 ? 'up' : 'down') : 'flat'}`)}
      </dd>
    </ChosenCard>
  );
}

/** The z of two-sided significance. */
const TREND_Z: Record<Confidence, number> = { 90: 1.6449, 95: 1.96, 99: 2.5758 };

function useLegend(made: ChangingMade): LegendRow[] {
  const { t } = useTranslation();
  const theme = useView((view) => view.theme);
  const counts = useMemo(() => countChanges(made), [made]);
  return [...counts].map(([key, cells]) => {
    const pattern = patternOf(key);
    return {
      key,
      colour: colourOfChange(key, CELL_COLOURS[theme]),
      label: t(`changing.classes.${key}`),
      ...(pattern ? { hint: t(`changing.meaning.${pattern}`) } : {}),
      cells,
    };
  });
}
