import { useTranslation } from 'react-i18next';
import type { Review } from '../../../../core/contract/review.ts';
import { formatSpan } from '../../../ui/format.ts';
import { useName } from '../../../ui/named.ts';
import { TableHead } from '../../../ui/table-head.tsx';
import { AlarmFigures } from './alarm-figures.tsx';
import { IncidentFigures, LateTable } from './incident-figures.tsx';

/** The figures of a review: of one incident its own intervals, of a period its incidents; alarms and units of both. */
export function Figures({ review }: { review: Review }) {
  return (
    <div className="review-figures">
      {review.incident ? <Intervals review={review} /> : <IncidentFigures review={review} />}
      {review.incident ? null : <LateTable incidents={review.incidents} />}
      <AlarmFigures review={review} />
      <UnitsTable review={review} />
    </div>
  );
}

const TONES = {
  within: 'tone-ok',
  late: 'tone-alert',
  overdue: 'tone-alert',
  running: '',
  unknown: 'muted',
} as const;

function Intervals({ review }: { review: Review }) {
  const { t } = useTranslation();
  return (
    <section>
      <h3>{t('review.intervals')}</h3>
      <table className="desk-table">
        <TableHead
          heads={[
            t('review.interval.stage'),
            t('review.interval.taken'),
            t('review.interval.target'),
            t('review.interval.result'),
          ]}
          numbers={[1, 2]}
        />
        <tbody>
          {review.intervals.map(({ stage, targetSeconds, seconds, state }) => (
            <tr key={stage}>
              <th scope="row">{t(`casework.stage.${stage}`)}</th>
              <td className="number">
                {seconds === null ? '–' : `${state === 'overdue' ? '≥' : ''}${formatSpan(seconds * 1000)}`}
              </td>
              <td className="number">{formatSpan(targetSeconds * 1000)}</td>
              <td className={TONES[state]}>{t(`review.interval.${state}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function UnitsTable({ review }: { review: Review }) {
  const { t } = useTranslation();
  const name = useName();
  return (
    <section>
      <h3>{t('review.units')}</h3>
      {review.units.length === 0 ? (
        <p className="muted">{t('review.noUnits')}</p>
      ) : (
        <table className="desk-table">
          <TableHead
            heads={[
              t('review.unit.code'),
              t('review.unit.name'),
              t('review.unit.kind'),
              t('review.unit.incidents'),
              t('review.unit.engaged'),
            ]}
            numbers={[3, 4]}
          />
          <tbody>
            {review.units.map((unit) => (
              <tr key={unit.id}>
                <th scope="row">{unit.code}</th>
                <td>{name(unit)}</td>
                <td>{t(`unitKind.${unit.kind as 'squad'}`)}</td>
                <td className="number">{unit.incidents}</td>
                <td className="number">{formatSpan(unit.engagedSeconds * 1000)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
