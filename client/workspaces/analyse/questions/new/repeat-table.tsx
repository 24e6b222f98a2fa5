import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../../../ui/format.ts';
import type { NewFindings } from './new-findings.ts';
import type { Found } from './new-results.tsx';
import { BANDS } from './new-settings.ts';
import { formatExpected, formatP } from './new-text.ts';

const SURE = 0.05;
const MOST_PAIRS_TOLD = 8_000_000;

/** Near repeats: a row for each distance, a column for each time between two incidents. */
export function RepeatTable({ state: { findings, settings } }: { state: Found }) {
  const { t } = useTranslation();
  const { repeats } = findings;
  const metres = settings.near * BANDS;
  if ('tooMany' in repeats)
    return (
      <p className="note">
        {t('analyse.new.repeatsTooMany', {
          metres,
          pairs: formatNumber(repeats.tooMany),
          most: formatNumber(MOST_PAIRS_TOLD),
        })}
      </p>
    );
  if (repeats.pairs === 0) return <p className="note">{t('analyse.new.repeatsNone', { metres })}</p>;
  const { distances, times, table } = repeats;
  return (
    <>
      <RepeatText repeats={repeats} />
      <table className="new-table new-repeats">
        <thead>
          <tr>
            <th scope="col">{t('analyse.new.distance')}</th>
            {times.slice(0, -1).map((from, i) => (
              <th key={from} scope="col" className="number">
                {bandText(times, i)} {t('unit.d', { n: '' }).trim()}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {distances.slice(0, -1).map((from, row) => (
            <tr key={from}>
              <th scope="row">{bandText(distances, row)}</th>
              {times.slice(0, -1).map((time, column) => (
                <Cell key={time} repeats={repeats} row={row} column={column} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="muted">
        {t('analyse.new.repeatsCaption', { n: formatNumber(table.replications) })}
        {table.replications < settings.replications
          ? ` ${t('analyse.new.repeatsFew', { n: formatNumber(table.replications) })}`
          : ''}
      </p>
    </>
  );
}

type Repeats = Exclude<NewFindings['repeats'], { tooMany: number }>;

/** '[0, 100)': a band that holds its beginning and not its end. */
function bandText(ends: readonly number[], i: number): string {
  return `[${ends[i]}, ${ends[i + 1]})`;
}

function RepeatText({ repeats: { table, distances, times } }: { repeats: Repeats }) {
  const { t } = useTranslation();
  const [observed = 0, mean = 0, p = 1] = [table.observed[0], table.mean[0], table.p[0]];
  const isHot = p <= SURE && observed > mean;
  return (
    <p>
      {t(isHot ? 'analyse.new.repeatsHot' : 'analyse.new.repeatsCalm', {
        metres: distances[1],
        days: times[1],
        observed: formatNumber(observed),
        mean: formatExpected(mean),
        ratio: mean > 0 ? (observed / mean).toFixed(1) : '–',
        p: formatP(p),
      })}
    </p>
  );
}

function Cell({ repeats, row, column }: { repeats: Repeats; row: number; column: number }) {
  const { t } = useTranslation();
  const { table, distances, times } = repeats;
  const at = row * (times.length - 1) + column;
  const [observed = 0, mean = 0, expected = 0, p = 1] = [
    table.observed[at],
    table.mean[at],
    table.expected[at],
    table.p[at],
  ];
  return (
    <td
      className={p <= SURE && observed > mean ? 'number hot' : 'number'}
      title={t('analyse.new.cellTitle', {
        far: bandText(distances, row),
        long: bandText(times, column),
        observed: formatNumber(observed),
        expected: formatExpected(expected),
        mean: formatExpected(mean),
        p: formatP(p),
      })}
    >
      {mean > 0 ? `${(observed / mean).toFixed(2)}×` : '–'}
      <small>
        {formatNumber(observed)} / {formatExpected(mean)}
      </small>
    </td>
  );
}
