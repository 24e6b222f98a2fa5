import { useMemo } from 'react';
import { codePrefix } from '../../../core/contract/area-code.ts';
import type { Incident } from '../../../core/contract/incident.ts';
import type { Net } from '../../../core/vocabulary.ts';
import { useSession } from '../../api/session.ts';
import { useLive, useServerNow } from '../../live/use-live.ts';
import { useView } from '../../state/view.ts';
import { formatDay } from '../../ui/format.ts';
import { usePlaceName } from '../../ui/place-name.ts';
import { type NetHealth, netHealth } from './net-health.ts';

const TODAY_EVERY_MS = 60_000;

/** Code of the area looked at: the one drilled into, or the whole scope. */
export function useArea(): string {
  const { account } = useSession();
  return useView((view) => view.area) ?? account.scopeCode;
}

/** Name of the area drilled into; undefined while the whole scope is looked at. */
export function useAreaName(): string | undefined {
  const area = useView((view) => view.area);
  const placeName = usePlaceName();
  return area ? placeName(area) : undefined;
}

/** Today in the city's zone, 'yyyy-mm-dd'. */
export function useToday(): string {
  return formatDay(useServerNow(TODAY_EVERY_MS));
}

export function useNetHealth(): Record<Net, NetHealth> {
  const [units, routes, checkpoints] = [useLive('units'), useLive('routes'), useLive('checkpoints')];
  const [posts, institutions, devices] = [useLive('posts'), useLive('institutions'), useLive('devices')];
  const area = useArea();
  const today = useToday();
  return useMemo(
    () => netHealth({ units, routes, checkpoints, posts, institutions, devices }, area, today),
    [units, routes, checkpoints, posts, institutions, devices, area, today],
  );
}

/** Live incidents of the area looked at, whatever the filter. */
export function useAreaIncidents(): Incident[] {
  const incidents = useLive('incidents');
  const prefix = codePrefix(useArea());
  return useMemo(
    () => [...incidents.values()].filter(({ properties }) => properties.areaCode.startsWith(prefix)),
    [incidents, prefix],
  );
}
