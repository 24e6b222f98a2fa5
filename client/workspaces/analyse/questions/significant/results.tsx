import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Confidence } from '../../../../../core/hotspot/false-discovery.ts';
import { QUADRANTS } from '../../../../../core/hotspot/local-moran.ts';
import type { SignificanceMade } from '../../../../analysis/significance-job.ts';
import { useView } from '../../../../state/view.ts';
import { formatNumber } from '../../../../ui/format.ts';
import { CELL_COLOURS } from '../../cells/cell-colours.ts';
import { CellLegend, type LegendRow } from '../../cells/cell-legend.tsx';
import { cellPicture } from '../../cells/cell-picture.ts';
import { CellTable } from '../../cells/cell-table.tsx';
import { useCellsChoice } from '../../cells/cells-choice.ts';
import { useCellsOnMap, useChosenCell } from '../../cells/chosen-cell.ts';
import { formatP, formatZ } from '../../cells/format-score.ts';
import { JobNote } from '../../cells/job-note.tsx';
import { RecordPanel } from '../../record/record-panel.tsx';
import { ChosenSignificance } from './chosen-significance.tsx';
import { significanceFigures, significanceParameters } from './significance-record.ts';
import {
  classOfCell,
  colourOfClass,
  countClasses,
  type QuadrantKey,
  shownBins,
  significantCells,
} from './significant-cells.ts';
import { useSignificantChoice } from './significant-choice.ts';
import { useSignificance } from './use-significance.ts';

/** Which cells are significant: on the map, in a legend, in a list, in words, and as a record. */
export function Results() {
  const { t } = useTranslation();
  const choice = useSignificantChoice();
  const cells = useCellsChoice();
  const { job, error } = useSignificance(choice, cells);
  const made = job.found?.problem === null ? job.found : null;
  const record = made && {
    ...significanceParameters(choice, cells, made),
    figures: significanceFigures(made, cells.confidence),
    found: made,
    readAtMs: job.readAtMs,
  };
  return (
    <>
      <JobNote job={job} error={error} />
      {job.found?.problem === 'too_fine' ? <p className="tone-warn">{t('cells.tooFine')}</p> : null}
      <OnMap made={made} confidence={cells.confidence} />
      {made ? <Made made={made} confidence={cells.confidence} isStale={!job.isCurrent} /> : null}
      <RecordPanel made={record} isRunning={!job.isCurrent} />
    </>
  );
}

/** Draws the significant cells; grids that are not compared are grey. */
function OnMap({ made, confidence }: { made: SignificanceMade | null; confidence: Confidence }) {
  const theme = useView((view) => view.theme);
  const picture = useMemo(() => {
    if (!made) return null;
    const colours = CELL_COLOURS[theme];
    return cellPicture(made.cells, (cell) => {
      const name = classOfCell(made, cell, confidence);
      if (name) return colourOfClass(name, colours);
      return made.cells.kind === 'plan' && !made.isCompared[cell] ? colours.untested : null;
    });
  }, [made, confidence, theme]);
  useCellsOnMap(
    made?.cells,
    picture,
    (cell) => made !== null && classOfCell(made, cell, confidence) !== null,
  );
  return null;
}

function Made(props: { made: SignificanceMade; confidence: Confidence; isStale: boolean }) {
  const { t } = useTranslation();
  const { made, confidence, isStale } = props;
  const theme = useView((view) => view.theme);
  const zoom = useView((view) => view.camera?.zoom ?? 0);
  const [chosen, choose] = useChosenCell(made.cells);
  const listed = useMemo(() => significantCells(made, confidence), [made, confidence]);
  const colourOf = (cell: number) => {
    const name = classOfCell(made, cell, confidence);
    return name && colourOfClass(name, CELL_COLOURS[theme]);
  };
  const untold = untoldOf(made);
  return (
    <div className="analyse-made" aria-busy={isStale}>
      {made.tested === 0 ? <p className="tone-warn">{t('significant.nothing')}</p> : null}
      <CellLegend rows={useLegend(made, confidence)} />
      {made.cells.kind === 'plan' && zoom < PLAN_ZOOM ? <p className="muted">{t('cells.zoomIn')}</p> : null}
      <p className="muted" data-tested={made.tested}>
        {t('significant.summary', {
          incidents: formatNumber(made.incidents),
          compared: formatNumber(made.compared),
          tested: formatNumber(made.tested),
          confidence,
          wrong: 100 - confidence,
        })}{' '}
        {made.outside > 0 ? t('significant.outside', { n: formatNumber(made.outside) }) : null}{' '}
        {made.cells.kind === 'plan' && untold > 0
          ? t('significant.untold', { n: formatNumber(untold) })
          : null}
      </p>
      {chosen >= 0 ? (
        <ChosenSignificance made={made} cell={chosen} confidence={confidence} onDrop={() => choose(-1)} />
      ) : (
        <p className="muted">{t('cells.pressHint')}</p>
      )}
      <CellTable
        key={chosen}
        title={t('cells.list')}
        name="significant-cells"
        figures={[
          ['z', (cell) => made.z[cell]!],
          ['p', (cell) => made.p[cell]!],
          ['bin', (cell) => made.bins[cell]!],
        ]}
        found={made}
        listed={listed}
        chosen={chosen}
        onChoose={choose}
        colourOf={colourOf}
        detail={(cell) => t('significant.row', { z: formatZ(made.z[cell]!), p: formatP(made.p[cell]!) })}
      />
    </div>
  );
}

const PLAN_ZOOM = 10;

/** Grids of the ground whose exposure is not told. */
function untoldOf({ isCompared, compared }: SignificanceMade): number {
  return compared - isCompared.reduce((sum, flag) => sum + flag, 0);
}

function useLegend(made: SignificanceMade, confidence: Confidence): LegendRow[] {
  const { t } = useTranslation();
  const theme = useView((view) => view.theme);
  const counts = useMemo(() => countClasses(made, confidence), [made, confidence]);
  const colours = CELL_COLOURS[theme];
  const isMoran = made.quadrant.some((quadrant) => quadrant > 0);
  const marked = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const untested = made.bins.length - made.tested;
  const rows: LegendRow[] = isMoran
    ? QUADRANTS.flatMap((name) => (name === 'none' ? [] : [quadrantRow(name)]))
    : shownBins(confidence).map((key) => ({
        key,
        colour: colourOfClass(key, colours),
        label: t(`significant.bins.${key}`),
        cells: counts.get(key) ?? 0,
      }));
  function quadrantRow(key: QuadrantKey): LegendRow {
    return {
      key,
      colour: colourOfClass(key, colours),
      label: t(`significant.quadrants.${key}`),
      cells: counts.get(key) ?? 0,
    };
  }
  return [
    ...rows,
    { key: 'none', colour: null, label: t('significant.bins.none'), cells: made.tested - marked },
    {
      key: 'untested',
      colour: made.cells.kind === 'plan' ? colours.untested : null,
      label: t('significant.bins.untested'),
      cells: untested,
    },
  ];
}
