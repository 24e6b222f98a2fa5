import { useTranslation } from 'react-i18next';
import type { Review } from '../../../../core/contract/review.ts';
import { formatAge, formatNumber, formatSpan } from '../../../ui/format.ts';

const MOST_BARS = 96;

/** How many alarms there were, how they came, and how long they waited for somebody. */
export function AlarmFigures({ review }: { review: Review }) {
  const { t } = useTranslation();
  const { alarms } = review;
  const { answer, byKind } = alarms;
  if (alarms.total === 0)
    return (
      <section>
        <h3>{t('review.alarms')}</h3>
        <p className="muted">{t('review.noAlarms')}</p>
      </section>
    );
  const span = (at: { seconds: number; atLeast: boolean } | null) =>
    at ? `${at.atLeast ? '≥' : ''}${formatSpan(at.seconds * 1000)}` : '–';
  const facts: [label: string, value: string][] = [
    [t('review.alarmTotal'), formatNumber(alarms.total)],
    [t('review.alarmPeak'), formatNumber(Math.max(0, ...alarms.bins))],
    [t('review.alarmFloods'), formatNumber(alarms.floods)],
    [`${t('review.alarmAnswer')} · ${t('review.alarmMedian')}`, span(answer.p50)],
    ['90%', span(answer.p90)],
    ['95%', span(answer.p95)],
    [t('review.alarmUnanswered'), formatNumber(answer.unanswered)],
    [t('review.alarmDropped'), formatNumber(answer.dropped)],
  ];
  const kinds = Object.entries(byKind).sort(([, a], [, b]) => b - a);
  return (
    <section>
      <h3>{t('review.alarms')}</h3>
      <FactRow facts={facts} />
      <AlarmBars review={review} />
      <Counts counts={kinds.map(([kind, n]) => [t(`alarm.kind.${kind as 'feed_silent'}`), n])} />
    </section>
  );
}

/** A few numbers side by side. */
export function FactRow({ facts }: { facts: readonly (readonly [label: string, value: string])[] }) {
  return (
    <dl className="review-facts">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Words with their counts in a line. */
export function Counts({ counts }: { counts: readonly (readonly [word: string, n: number])[] }) {
  return (
    <ul className="review-counts">
      {counts.map(([word, n]) => (
        <li key={word}>
          {word} <b>{formatNumber(n)}</b>
        </li>
      ))}
    </ul>
  );
}

function AlarmBars({ review: { alarms } }: { review: Review }) {
  const { t } = useTranslation();
  const perBar = Math.max(1, Math.ceil(alarms.bins.length / MOST_BARS));
  const bars = Array.from({ length: Math.ceil(alarms.bins.length / perBar) }, (_, i) =>
    alarms.bins.slice(i * perBar, (i + 1) * perBar).reduce((a, b) => a + b, 0),
  );
  const peak = Math.max(1, ...bars);
  const words = t('review.alarmChart', { span: formatAge(perBar * alarms.binSeconds * 1000), peak });
  if (bars.length < 2) return null;
  return (
    <figure className="review-bars">
      <svg viewBox={`0 0 ${bars.length * 8} 40`} preserveAspectRatio="none" role="img" aria-label={words}>
        {bars.map((count, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place in time
          <rect key={i} x={i * 8 + 1} y={40 - (count / peak) * 38} width={6} height={(count / peak) * 38} />
        ))}
      </svg>
      <figcaption className="muted">{words}</figcaption>
    </figure>
  );
}
