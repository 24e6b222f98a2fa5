import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Closure } from '../../../../core/contract/closure.ts';
import { closuresQuery } from '../../../api/closures.ts';
import { type OverFeature, overPicture } from '../../../state/over-picture.ts';

/** Closed roads stand on the map whatever desk is open. */
export function useClosuresOnMap(): void {
  const { data } = useQuery(closuresQuery);
  useEffect(() => {
    const asOfMs = Date.parse(data?.asOf ?? '');
    overPicture.set('closures', data?.items.map((closure) => drawnClosure(closure, asOfMs)) ?? []);
  }, [data]);
  useEffect(() => () => overPicture.clear('closures'), []);
}

/** In force: red; to come at an instant, milliseconds since 1970: amber. */
export function drawnClosure({ geometry, properties }: Closure, asOfMs: number): OverFeature {
  const isInForce = Date.parse(properties.fromAt) <= asOfMs;
  return { geometry, tone: isInForce ? 'bad' : 'warn', dashed: true, weight: 3 };
}
