import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { HOP_BARS_MS, HOPS, type Hop, type LatencySpread } from '../../../../core/live/latency.ts';
import { latencyQuery } from '../../../api/latency.ts';
import { latency } from '../../../live/latency.ts';
import { presentNow } from '../../../live/present-now.ts';
import { usePresentNow } from '../../../live/use-live.ts';
import { formatNumber } from '../../../ui/format.ts';

const LOOK_EVERY_MS = 2000;

/** How long it takes until an incident is drawn and an alarm seen and heard, hop by hop: here, and at all consoles. */
export function LatencyTable() {
  const { t } = useTranslation();
  const { data } = useQuery(latencyQuery);
  usePresentNow(LOOK_EVERY_MS);
  const heads = ['n', 'p50', 'p95', 'p99'] as const;
  return (
    <section className="latency">
      <h3>{t('latency.title')}</h3>
      <p className="muted">{t('latency.hint')}</p>
      <table className="desk-table">
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              {t('latency.hop')}
            </th>
            <th scope="colgroup" colSpan={4} className="number">
              {t('latency.here')}
            </th>
            <th scope="colgroup" colSpan={4} className="number">
              {t('latency.everywhere', { n: data?.consoles ?? 0 })}
            </th>
            <th scope="col" rowSpan={2} className="number">
              {t('latency.bar')}
            </th>
          </tr>
          <tr>
            {[...heads, ...heads].map((head, i) => (
              <th key={`${head}${i < heads.length ? '' : ' all'}`} scope="col" className="number">
                {head === 'n' ? t('latency.n') : head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {HOPS.map((hop) => (
            <Row
              key={hop}
              hop={hop}
              here={latency.spread(hop, presentNow())}
              everywhere={data?.hops.find((one) => one.hop === hop)}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row(props: { hop: Hop; here: LatencySpread; everywhere: LatencySpread | undefined }) {
  const { t } = useTranslation();
  const { hop, here, everywhere } = props;
  const barMs = HOP_BARS_MS[hop];
  return (
    <tr data-hop={hop} className={barMs === undefined ? undefined : 'total'}>
      <th scope="row">{t(`latency.hops.${hop}`)}</th>
      <Figures spread={here} barMs={barMs} />
      <Figures spread={everywhere} barMs={barMs} />
      <td className="number">{barMs === undefined ? '' : `≤ ${formatNumber(barMs)}`}</td>
    </tr>
  );
}

function Figures({ spread, barMs }: { spread: LatencySpread | undefined; barMs: number | undefined }) {
  const isLate = barMs !== undefined && (spread?.p95Ms ?? 0) > barMs;
  return (
    <>
      <td className="number">{formatNumber(spread?.n ?? 0)}</td>
      <td className="number">{milliseconds(spread?.p50Ms)}</td>
      <td className={`number ${isLate ? 'tone-alert' : ''}`}>
        {milliseconds(spread?.p95Ms)}
        {isLate ? ' ▲' : ''}
      </td>
      <td className="number">{milliseconds(spread?.p99Ms)}</td>
    </>
  );
}

function milliseconds(value: number | null | undefined): string {
  return typeof value === 'number' ? formatNumber(Math.round(value)) : '–';
}
