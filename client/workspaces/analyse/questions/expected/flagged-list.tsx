import { useTranslation } from 'react-i18next';
import type { ExpectationModel } from '../../../../../core/hotspot/expected-counts.ts';
import { SHIFTS } from '../../../../../core/vocabulary.ts';
import type { ExpectationMade } from '../../../../analysis/expectation-job.ts';
import { useView } from '../../../../state/view.ts';
import { formatNumber } from '../../../../ui/format.ts';
import { CELL_COLOURS } from '../../cells/cell-colours.ts';
import { CellLegend } from '../../cells/cell-legend.tsx';
import { CellTable } from '../../cells/cell-table.tsx';
import { ChosenCard } from '../../cells/chosen-card.tsx';
import { useChosenCell } from '../../cells/chosen-cell.ts';
import type { ExpectedChoice } from './expected-choice.ts';
import { topOf } from './flagged-rank.ts';

/** The flagged cells with what is expected in each, in all and by shift. */
export function FlaggedList(props: {
  made: ExpectationMade;
  flagged: readonly number[];
  model: ExpectationModel;
  choice: ExpectedChoice;
}) {
  const { t } = useTranslation();
  const { made, flagged, model, choice } = props;
  const { high } = CELL_COLOURS[useView((view) => view.theme)];
  const [chosen, choose] = useChosenCell(made.cells);
  const { all, parts } = made.expected[model];
  const top = topOf(flagged.length);
  const rank = new Map(flagged.map((cell, i) => [cell, i]));
  const colourOf = (cell: number) => ((rank.get(cell) ?? top) < top ? high[2] : high[1]);
  return (
    <>
      <CellLegend
        rows={[
          { key: 'top', colour: high[2], label: t('expected.top'), cells: top },
          { key: 'rest', colour: high[1], label: t('expected.rest'), cells: flagged.length - top },
        ]}
      />
      {chosen >= 0 ? (
        <ChosenCard
          found={made}
          cell={chosen}
          onDrop={() => choose(-1)}
          meaning={t(rank.has(chosen) ? 'expected.isFlagged' : 'expected.isNotFlagged')}
        >
          <dt>{t('expected.known')}</dt>
          <dd>{formatNumber(made.counts[chosen] ?? 0)}</dd>
          <dt>{t('expected.inAll')}</dt>
          <dd>{formatExpected(all[chosen] ?? 0)}</dd>
          {choice.shift === 'all'
            ? SHIFTS.map((shift, i) => [
                <dt key={shift}>{t(`shift.${shift}`)}</dt>,
                <dd key={`${shift} expected`}>{formatExpected(parts[i]?.[chosen] ?? 0)}</dd>,
              ])
            : null}
        </ChosenCard>
      ) : (
        <p className="muted">{t('cells.pressHint')}</p>
      )}
      <CellTable
        key={chosen}
        title={t('expected.list')}
        name="expected-cells"
        figures={[
          ['expected', (cell) => all[cell]!],
          ...SHIFTS.map((shift, i) => [shift, (cell: number) => parts[i]![cell]!] as const),
          ['valid_from', () => new Date(made.valid.fromMs).toISOString()],
          ['valid_until', () => new Date(made.valid.toMs).toISOString()],
        ]}
        found={made}
        listed={flagged}
        chosen={chosen}
        onChoose={choose}
        colourOf={colourOf}
        detail={(cell) => t('expected.row', { n: formatExpected(all[cell] ?? 0) })}
      />
    </>
  );
}

/** '1.2', '0.08', '<0.01'. */
function formatExpected(value: number): string {
  if (value === 0) return '0';
  return value < 0.01 ? '<0.01' : value < 1 ? value.toFixed(2) : value.toFixed(1);
}
