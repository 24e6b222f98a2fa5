import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { runsUnsigned } from '../../core/case/risk-transitions.ts';
import { useLive, useServerNow } from '../live/use-live.ts';
import { useView, viewStore } from '../state/view.ts';
import { formatNumber, formatTime } from '../ui/format.ts';
import { useName } from '../ui/named.ts';
import { RiskMark } from '../ui/symbol.tsx';
import { type RiskSpan, riskLanes } from './risk-lanes.ts';

const MINUTE_MS = 60_000;
const LANE_PX = 4;

interface Span {
  fromMs: number;
  toMs: number;
}

/** Risk files that share time with the period, while they are drawn at all. */
function useRiskSpans({ fromMs, toMs }: Span): RiskSpan[] {
  const risks = useLive('risks');
  const shown = useView((view) => view.showRisks);
  return useMemo(
    () => (shown ? riskLanes(risks.values(), { fromMs, toMs }) : []),
    [risks, fromMs, toMs, shown],
  );
}

/** How many planned works and events the period holds; a press lists the risk files. */
export function RiskCount({ span }: { span: Span }) {
  const { t } = useTranslation();
  const spans = useRiskSpans(span);
  if (spans.length === 0) return null;
  return (
    <button
      type="button"
      className="link-button risk-count"
      title={t('risk.running')}
      onClick={() => viewStore.set({ list: 'risks', selection: null })}
    >
      <RiskMark size={13} /> {t('risk.inPeriod', { n: formatNumber(spans.length) })}
    </button>
  );
}

/**
 * What is planned or runs in the period, as thin lines over the histogram, which stays free for the brush. For the eye only: the list
 * of risk files says the same.
 */
export function RiskSpans({ span }: { span: Span }) {
  const { t } = useTranslation();
  const name = useName();
  const now = useServerNow(MINUTE_MS);
  const spans = useRiskSpans(span);
  const time = (at: string) => formatTime(Date.parse(at), now);
  return (
    <ul className="risk-spans" aria-hidden="true">
      {spans.map(({ risk: { id, properties: p }, fromPart, toPart, lane }) => (
        <li
          key={id}
          className={`grade-${p.grade} ${runsUnsigned(p, now) ? 'unsigned' : ''}`}
          title={`${name(p)} · ${t(`risk.grade.${p.grade}`)} · ${time(p.startsAt)} – ${time(p.endsAt)}`}
          style={{
            left: `${fromPart * 100}%`,
            width: `${(toPart - fromPart) * 100}%`,
            top: lane * LANE_PX,
          }}
        />
      ))}
    </ul>
  );
}
