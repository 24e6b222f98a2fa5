import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CheckpointNet, NetClosing, NetClosingCost } from '../../../../core/contract/checkpoint-net.ts';
import { TRIP_KINDS, type TripKind } from '../../../../core/cordon/checkpoint-net-trips.ts';
import { type NetClosed, netClosingQuery } from '../../../api/checkpoint-net.ts';
import { formatNumber } from '../../../ui/format.ts';
import { usePlaceName } from '../../../ui/place-name.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { placeId } from './net-model.ts';
import { useCrossingText, useShare } from './net-text.ts';
import { useNet } from './use-net.ts';

/** What closing a checkpoint, or what lies at a place, costs modelled trips. */
export function ClosingCosts({ closed, net }: { closed: NetClosed; net: CheckpointNet }) {
  const { t } = useTranslation();
  const { within, version } = useNet();
  const { data, error, refetch } = useQuery(netClosingQuery(within, version, closed));
  const { nameOf } = useCrossingText(net);
  return (
    <section className="net-cost" aria-label={t('checkpointNet.costTitle')}>
      <h3>{t('checkpointNet.costTitle')}</h3>
      {error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : null}
      {data || error ? null : <p className="muted">{t('checkpointNet.costWait')}</p>}
      {data ? (
        <>
          {data.kind === 'checkpoint' ? null : (
            <p>{t(`checkpointNet.closedKind.${data.kind}`, { name: nameOf(data) })}</p>
          )}
          <CostTable closing={data} />
          {TRIP_KINDS.map((kind) => (
            <Worst key={kind} kind={kind} cost={data[kind]} net={net} />
          ))}
          <p className="muted">
            {t('checkpointNet.costBase', {
              within: formatNumber(net.model.trips.within),
              across: formatNumber(net.model.trips.across),
            })}
          </p>
        </>
      ) : null}
    </section>
  );
}

function CostTable({ closing }: { closing: NetClosing }) {
  const { t } = useTranslation();
  const share = useShare();
  const minutes = useMinutes();
  const rows: [string, (cost: NetClosingCost) => string][] = [
    [t('checkpointNet.cost.delayed'), ({ delayed }) => share(delayed)],
    [t('checkpointNet.cost.severed'), ({ severed }) => share(severed)],
    [t('checkpointNet.cost.mean'), ({ meanExtraSeconds }) => minutes(meanExtraSeconds)],
    [t('checkpointNet.cost.worst'), ({ worst }) => minutes(worst?.extraSeconds ?? null)],
  ];
  return (
    <table className="net-costs">
      <thead>
        <tr>
          <th scope="col">{t('checkpointNet.trips')}</th>
          {TRIP_KINDS.map((kind) => (
            <th key={kind} scope="col">
              {t(`checkpointNet.kind.${kind}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([label, told]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            {TRIP_KINDS.map((kind) => (
              <td key={kind}>{told(closing[kind])}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function useMinutes(): (seconds: number | null) => string {
  const { t } = useTranslation();
  return (seconds) =>
    seconds === null ? '–' : t('checkpointNet.minutes', { n: (Math.ceil(seconds / 6) / 10).toFixed(1) });
}

/** Between which places the trip goes that loses most. */
function Worst({ kind, cost, net }: { kind: TripKind; cost: NetClosingCost; net: CheckpointNet }) {
  const { t } = useTranslation();
  const placeName = usePlaceName();
  const { nameOf } = useCrossingText(net);
  const { worst } = cost;
  if (!worst) return null;
  const crossing = net.crossings.find(({ place }) => placeId(place) === placeId(worst.to));
  const to = worst.toCode === null ? nameOf(crossing ?? { nameZh: '', nameEn: '' }) : placeName(worst.toCode);
  return <p>{t(`checkpointNet.worstOf.${kind}`, { from: placeName(worst.fromCode), to })}</p>;
}
