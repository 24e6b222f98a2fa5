import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { levelOfCode } from '../../../../core/contract/area-code.ts';
import type { CheckpointNet, NetCrossing } from '../../../../core/contract/checkpoint-net.ts';
import { checkpointNetQuery } from '../../../api/checkpoint-net.ts';
import { useSession } from '../../../api/session.ts';
import { useLive } from '../../../live/use-live.ts';
import { useView } from '../../../state/view.ts';
import { bareCrossings } from './net-model.ts';

interface NetNow {
  within: string;
  /** Another one whenever a checkpoint has changed. */
  version: string;
  net: CheckpointNet | undefined;
  bare: readonly NetCrossing[];
  error: unknown;
  /** What is shown is of another area or of checkpoints as they were. */
  isBehind: boolean;
  retry: () => void;
}

const NONE: readonly NetCrossing[] = [];

/** What both panels of the desk show. */
export function useNet(): NetNow {
  const { account } = useSession();
  const area = useView((view) => view.area);
  const within = area !== null && levelOfCode(area) !== 'grid' ? area : account.scopeCode;
  const checkpoints = useLive('checkpoints');
  const version = useMemo(() => {
    let sum = 0;
    for (const { properties } of checkpoints.values()) sum += properties.version;
    return `${checkpoints.size}.${sum}`;
  }, [checkpoints]);
  const { data, error, refetch, isPlaceholderData } = useQuery(checkpointNetQuery(within, version));
  const net = data?.within === within ? data : undefined;
  const bare = useMemo(() => (net ? bareCrossings(net) : NONE), [net]);
  return {
    within,
    version,
    net,
    bare,
    error: net ? null : error,
    isBehind: isPlaceholderData,
    retry: () => void refetch(),
  };
}
