import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { runsUnsigned } from '../../core/case/risk-transitions.ts';
import { useLive, useServerNow } from '../live/use-live.ts';
import { select } from '../state/selection.ts';
import { useView } from '../state/view.ts';
import { formatTime } from '../ui/format.ts';
import { useName } from '../ui/named.ts';
import { riskLanes } from './risk-lanes.ts';

const MINUTE_MS = 60_000;
const LANE_PX = 24;

/** What is planned or runs in the period, as bars under the histogram; a press opens its risk file. */
export function RiskSpans({ span }: { span: { fromMs: number; toMs: number } }) {
  const { t } = useTranslation();
  const name = useName();
  const risks = useLive('risks');
  const shown = useView((view) => view.showRisks);
  const now = useServerNow(MINUTE_MS);
  const spans = useMemo(() => (shown ? riskLanes(risks.values(), span) : []), [risks, span, shown]);
  if (spans.length === 0) return null;
  const time = (at: string) => formatTime(Date.parse(at), now);
  return (
    <ul className="risk-spans" aria-label={t('risk.running')}>
      {spans.map(({ risk: { id, properties: p }, fromPart, toPart, lane }) => {
        const words = `${name(p)} · ${t(`risk.grade.${p.grade}`)} · ${time(p.startsAt)} – ${time(p.endsAt)}`;
        return (
          <li
            key={id}
            style={{
              left: `${fromPart * 100}%`,
              width: `${(toPart - fromPart) * 100}%`,
              top: lane * LANE_PX,
            }}
          >
            <button
              type="button"
              className={`grade-${p.grade} ${runsUnsigned(p, now) ? 'unsigned' : ''}`}
              title={words}
              aria-label={words}
              onClick={() => select('risks', id)}
            >
              {name(p)}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
