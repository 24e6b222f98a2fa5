import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../../ui/format.ts';
import { useReportPart } from '../report/report-parts.ts';

export interface LegendRow {
  key: string;
  /** Null: has no colour on the map. */
  colour: string | null;
  label: string;
  /** A longer word on it. */
  hint?: string;
  cells: number;
}

/** What the colours of the cells mean, in words, and how many cells have each. With `onPress` one row can be looked at alone. */
export function CellLegend(props: {
  rows: readonly LegendRow[];
  alone?: string | null;
  onPress?: (key: string | null) => void;
}) {
  const { t } = useTranslation();
  const { rows, alone = null, onPress } = props;
  useReportPart(
    'legend',
    rows.map(({ colour, label, cells }) => ({ colour, label: `${label} (${formatNumber(cells)})` })),
  );
  const titleOf = (hint: string | undefined) =>
    onPress ? [hint, t('changing.onlyThis')].filter(Boolean).join('\n') : hint;
  return (
    <ul className="cell-legend" aria-label={t('significant.legend')}>
      {rows.map(({ key, colour, label, hint, cells }) => {
        const row = (
          <>
            <i aria-hidden="true" style={{ background: colour ?? 'transparent' }} />
            <span>{label}</span>
            <span>{formatNumber(cells)}</span>
          </>
        );
        return (
          <li
            key={key}
            data-key={key}
            title={titleOf(hint)}
            className={alone !== null && alone !== key ? 'off' : ''}
          >
            {onPress ? (
              <button
                type="button"
                aria-pressed={alone === key}
                onClick={() => onPress(alone === key ? null : key)}
              >
                {row}
              </button>
            ) : (
              row
            )}
          </li>
        );
      })}
    </ul>
  );
}
