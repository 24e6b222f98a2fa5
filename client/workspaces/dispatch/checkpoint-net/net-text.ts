import { useTranslation } from 'react-i18next';
import type { CheckpointNet, NetCrossing } from '../../../../core/contract/checkpoint-net.ts';
import { formatAge, formatDistance, formatShare } from '../../../ui/format.ts';
import { useName } from '../../../ui/named.ts';

/** What is less is told as less. */
const LEAST_SHARE = 0.001;

/** A share of trips: '0%', '<0.1%', '12.3%'. */
export function useShare(): (share: number) => string {
  const { t } = useTranslation();
  return (share) => {
    if (share === 0) return '0%';
    return share < LEAST_SHARE ? t('checkpointNet.tiny') : formatShare(share, 1);
  };
}

/** How a crossing is called, and which checkpoint is nearest to it. */
export function useCrossingText(net: CheckpointNet) {
  const { t } = useTranslation();
  const name = useName();
  return {
    nameOf: (named: { nameZh: string; nameEn: string }): string => name(named) || t('checkpointNet.noName'),
    nearestText: ({ nearest }: NetCrossing): string => {
      const checkpoint = net.checkpoints.find(({ id }) => id === nearest?.checkpointId);
      if (!nearest) return t('checkpointNet.nearestNone');
      const far = { name: checkpoint ? name(checkpoint) : '', distance: formatDistance(nearest.metres) };
      return nearest.seconds === null
        ? t('checkpointNet.nearestApart', far)
        : t('checkpointNet.nearest', { ...far, time: formatAge(nearest.seconds * 1000) });
    },
  };
}
