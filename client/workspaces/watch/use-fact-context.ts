import { useTranslation } from 'react-i18next';
import { useLive, useServerNow } from '../../live/use-live.ts';
import { formatDay } from '../../ui/format.ts';
import { useName } from '../../ui/named.ts';
import { usePlacePath } from '../../ui/place-name.ts';
import type { FactContext } from './facts-of.ts';

/** What facts need to be put in words: language, time, and the things that others refer to. */
export function useFactContext(): FactContext {
  const { t } = useTranslation();
  const now = useServerNow(1000);
  const name = useName();
  const placePath = usePlacePath();
  const incidents = useLive('incidents');
  const units = useLive('units');
  const routes = useLive('routes');
  return { t, now, today: formatDay(now), name, placePath, incidents, units, routes };
}
