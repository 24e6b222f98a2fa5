import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { childLevel, isWithinCode, levelOfCode } from '../../../../core/contract/area-code.ts';
import type { CheckpointNet } from '../../../../core/contract/checkpoint-net.ts';
import { areaNamesQuery } from '../../../api/areas.ts';
import { useSession } from '../../../api/session.ts';
import { useServerNow } from '../../../live/use-live.ts';
import { mapHost } from '../../../map/map-host.ts';
import { formatAge } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useName } from '../../../ui/named.ts';
import { countsOf } from './net-model.ts';
import { openInNet } from './net-open.ts';
import { useNet } from './use-net.ts';

/** Whose border: the area of the account, or one of those in it. */
export function AreaChoice() {
  const { t } = useTranslation();
  const name = useName();
  const { account } = useSession();
  const { within } = useNet();
  const { data: areas } = useQuery(areaNamesQuery);
  const scope = account.scopeCode;
  const own = levelOfCode(scope);
  const below = own ? childLevel(own) : undefined;
  const choices = [...(areas?.values() ?? [])].filter(
    ({ code, level }) => code === scope || code === within || (level === below && isWithinCode(code, scope)),
  );
  const bbox = areas?.get(within)?.bbox as [number, number, number, number] | undefined;
  return (
    <div className="net-area">
      <label className="inline-field">
        <span>{t('checkpointNet.border')}</span>
        <select
          value={within}
          onChange={({ target }) =>
            openInNet(null, undefined, { area: target.value === scope ? null : target.value })
          }
        >
          {choices.map((area) => (
            <option key={area.code} value={area.code}>
              {name(area)}
            </option>
          ))}
        </select>
      </label>
      {bbox ? (
        <button
          type="button"
          className="icon-button"
          aria-label={t('checkpointNet.wholeBorder')}
          title={t('checkpointNet.wholeBorder')}
          onClick={() => mapHost.flyTo({ bbox })}
        >
          <Icon name="fly" size={16} />
        </button>
      ) : null}
    </div>
  );
}

/** How many crossings there are of which kind, and as of when. */
export function Summary({ net, isBehind }: { net: CheckpointNet; isBehind: boolean }) {
  const { t } = useTranslation();
  const now = useServerNow(1000);
  const { bare, own, ownOpen } = countsOf(net);
  const age = formatAge(now - Date.parse(net.asOf));
  const rows = [
    ['free', bare.free],
    ['past_open', bare.past_open],
    ['guarded', bare.guarded],
    ['not_now', bare.not_now],
  ] as const;
  return (
    <>
      <p className="net-count">{t('checkpointNet.count', { n: net.crossings.length })}</p>
      <ul className="net-legend" aria-label={t('checkpointNet.legend')}>
        {rows
          .filter(([leaves, count]) => count > 0 || leaves === 'free')
          .map(([leaves, count]) => (
            <li key={leaves} className={leaves}>
              {t(`checkpointNet.counts.${leaves}`, { n: count })}
            </li>
          ))}
        <li className="own">
          {ownOpen > 0
            ? t('checkpointNet.counts.ownOpen', { n: own, open: ownOpen })
            : t('checkpointNet.counts.own', { n: own })}
        </li>
      </ul>
      <p className="net-age muted" role="status">
        {isBehind ? t('checkpointNet.again') : t('checkpointNet.asOf', { age })}
        {net.closedRoads > 0 ? ` ${t('checkpointNet.closed', { n: net.closedRoads })}` : ''}
      </p>
    </>
  );
}
