import { useTranslation } from 'react-i18next';
import type { CheckpointNet } from '../../../../core/contract/checkpoint-net.ts';
import { FALL_MINUTES } from '../../../../core/cordon/checkpoint-net-terms.ts';
import { formatNumber } from '../../../ui/format.ts';

/** How the figures come about, and what they are not. */
export function NetMethod({ net, isOpen = false }: { net: CheckpointNet; isOpen?: boolean }) {
  const { t } = useTranslation();
  const { from, to, level, zones, apart, trips } = net.model;
  const told = [
    t('checkpointNet.method.border'),
    t('checkpointNet.method.leaves'),
    t('checkpointNet.method.cut', net.least),
    t('checkpointNet.method.trips', {
      zones: formatNumber(zones),
      level: t(`level.${level}`),
      from: t(`checkpointNet.from.${from}`),
      to: t(`checkpointNet.to.${to}`),
      within: FALL_MINUTES.within,
      across: FALL_MINUTES.across,
    }),
    ...(apart > 0 ? [t('checkpointNet.method.apart', { n: formatNumber(apart) })] : []),
    t('checkpointNet.method.limits', {
      within: formatNumber(trips.within),
      across: formatNumber(trips.across),
    }),
  ];
  return (
    <details className="net-method" open={isOpen}>
      <summary>{t('checkpointNet.method.title')}</summary>
      {told.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </details>
  );
}
