import { useTranslation } from 'react-i18next';
import type { Review } from '../../../../core/contract/review.ts';
import { reviewFile } from '../../../api/reviews.ts';
import type { ReviewSubject } from '../../../state/review-subject.ts';
import { formatClock, formatDay, formatLngLat } from '../../../ui/format.ts';
import { usePlacePath } from '../../../ui/place-name.ts';
import { PriorityMark } from '../../../ui/symbol.tsx';

/** What the report is of, and what can be done with it. */
export function ReportHead(props: {
  subject: ReviewSubject;
  review: Review;
  onChoose: () => void;
  onRefresh: () => void;
}) {
  const { t } = useTranslation();
  const { subject, review } = props;
  return (
    <header className="review-head">
      <ReportTitle review={review} />
      <div className="button-row">
        <button type="button" className="button primary" onClick={() => window.print()}>
          {t('review.print')}
        </button>
        <a className="button" href={reviewFile(subject, 'timeline.csv')} download>
          {t('review.csv')}
        </a>
        <a className="button" href={reviewFile(subject, 'features.geojson')} download>
          {t('review.geojson')}
        </a>
        <button type="button" className="button" onClick={props.onRefresh}>
          {t('review.refresh')}
        </button>
        <button type="button" className="button" onClick={props.onChoose}>
          {t('review.choose')}
        </button>
      </div>
    </header>
  );
}

/** Title, period, area and place, and how old the data are. */
export function ReportTitle({ review }: { review: Review }) {
  const { t } = useTranslation();
  const placePath = usePlacePath();
  const { incident, areaCode, from, to, asOf, isOpen, isCut } = review;
  const facts: [label: string, value: string][] = [
    [t('review.head.period'), `${whole(from)} – ${whole(to)}`],
    incident
      ? [
          t('review.head.place'),
          `${placePath(incident.properties.areaCode)} (${formatLngLat(...incident.geometry.coordinates)})`,
        ]
      : [t('review.head.area'), placePath(areaCode)],
    [t('review.head.asOf'), whole(asOf)],
  ];
  return (
    <div className="review-title">
      <h3>
        {incident ? (
          <>
            <PriorityMark priority={incident.properties.priority} />{' '}
            {t(`incidentType.${incident.properties.type}`)} {incident.properties.number} ·{' '}
            {t(`incidentStatus.${incident.properties.status}`)}
          </>
        ) : (
          placePath(areaCode)
        )}
      </h3>
      <dl>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {isOpen ? <p className="tone-warn">{t('review.head.stillOpen')}</p> : null}
      {isCut ? <p className="tone-warn">{t('review.head.cut')}</p> : null}
    </div>
  );
}

function whole(at: string): string {
  const ms = Date.parse(at);
  return `${formatDay(ms)} ${formatClock(ms)}`;
}
