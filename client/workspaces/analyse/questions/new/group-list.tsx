import { useTranslation } from 'react-i18next';
import { mapHost } from '../../../../map/map-host.ts';
import { formatDay, formatNumber } from '../../../../ui/format.ts';
import type { FoundGroup } from './new-findings.ts';
import type { Found } from './new-results.tsx';

const SHOWN = 10;
const GROUP_ZOOM = 15.5;

/** The latest groups of ST-DBSCAN; a press goes there. */
export function GroupList({ state: { findings, settings } }: { state: Found }) {
  const { t } = useTranslation();
  if ('tooMany' in findings.groups)
    return (
      <p className="note">
        {t('analyse.new.groupsTooMany', {
          metres: settings.apart,
          pairs: formatNumber(findings.groups.tooMany),
        })}
      </p>
    );
  const { list, total, noise, least } = findings.groups;
  const shown = list.slice(0, SHOWN);
  const current = list.filter(({ isCurrent }) => isCurrent).length;
  const facts = {
    metres: settings.apart,
    days: settings.within,
    least,
    n: formatNumber(total),
    noise: formatNumber(noise),
    current: formatNumber(current),
    shown: shown.length,
  };
  return (
    <>
      <p className="muted">{t(total === 0 ? 'analyse.new.groupsNone' : 'analyse.new.groupsFacts', facts)}</p>
      <ul className="new-groups">
        {shown.map((group) => (
          <li key={`${group.centre}`}>
            <Group group={group} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Group({ group: { centre, incidents, firstMs, lastMs } }: { group: FoundGroup }) {
  const { t } = useTranslation();
  const [lng, lat] = centre;
  const [first, last] = [formatDay(firstMs), formatDay(lastMs)];
  return (
    <button
      type="button"
      className="link-button"
      onClick={() => mapHost.flyTo({ lng, lat, zoom: GROUP_ZOOM })}
    >
      {first === last ? last : `${first} ~ ${last.slice(first.slice(0, 4) === last.slice(0, 4) ? 5 : 0)}`} ·{' '}
      {t('analyse.new.group', { n: formatNumber(incidents) })}
    </button>
  );
}
