import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lost } from '../../../../core/contract/handover.ts';
import { formatNumber } from '../../../ui/format.ts';
import { usePlaceName } from '../../../ui/place-name.ts';
import { SubjectLink } from './subject-link.tsx';
import { usePlainTime } from './use-plain-time.ts';

const SHOWN = 12;

/** What is lost or out of order: feeds, devices, units, checkpoints. */
export function LostSection({ lost }: { lost: Lost }) {
  const { t } = useTranslation();
  const at = usePlainTime();
  const placeName = usePlaceName();
  const since = (iso: string | null) => (
    <span className="handover-since">
      {iso ? t('handover.lost.since', { at: at(iso) }) : t('handover.lost.never')}
    </span>
  );
  const { feeds, devices, units, checkpoints } = lost;
  const isFine = feeds.length + lost.devicesOffline + lost.unitsLost + lost.checkpointsClosed === 0;
  return (
    <section className="handover-section">
      <h3>{t('handover.sections.lost')}</h3>
      {isFine ? <p className="muted">{t('handover.lost.none')}</p> : null}
      <div className="handover-lost">
        <Group title={t('handover.lost.feeds')} of={feeds.length}>
          {feeds.map(({ feed, state, lastSeenAt }) => (
            <li key={feed}>
              {t(`feed.${feed}`)} · <span className="tone-warn">{t(`health.fresh.${state}`)}</span> ·{' '}
              {since(lastSeenAt)}
            </li>
          ))}
        </Group>
        <Group
          title={t('handover.lost.devices', { n: formatNumber(lost.devicesOffline) })}
          of={lost.devicesOffline}
        >
          {devices.slice(0, SHOWN).map((one) => (
            <li key={one.id}>
              <SubjectLink noun="devices" id={one.id}>
                {t(`deviceKind.${one.kind}`)} {one.code}
              </SubjectLink>{' '}
              · {placeName(one.areaCode)} · {since(one.since)}
            </li>
          ))}
        </Group>
        <Group title={t('handover.lost.units', { n: formatNumber(lost.unitsLost) })} of={lost.unitsLost}>
          {units.slice(0, SHOWN).map((one) => (
            <li key={one.id}>
              <SubjectLink noun="units" id={one.id}>
                {one.code}
              </SubjectLink>{' '}
              · {placeName(one.areaCode)} · {since(one.lastFixAt)}
            </li>
          ))}
        </Group>
        <Group
          title={t('handover.lost.checkpoints', { n: formatNumber(lost.checkpointsClosed) })}
          of={lost.checkpointsClosed}
        >
          {checkpoints.slice(0, SHOWN).map((one) => (
            <li key={one.id}>
              <SubjectLink noun="checkpoints" id={one.id}>
                {one.code}
              </SubjectLink>{' '}
              · {placeName(one.areaCode)} · {since(one.since)}
            </li>
          ))}
        </Group>
      </div>
    </section>
  );
}

function Group({ title, of, children }: { title: string; of: number; children: ReactNode[] }) {
  const { t } = useTranslation();
  if (of === 0) return null;
  return (
    <div>
      <h4>{title}</h4>
      <ul className="handover-list">
        {children}
        {of > children.length ? (
          <li className="muted">{t('handover.lost.more', { n: formatNumber(of - children.length) })}</li>
        ) : null}
      </ul>
    </div>
  );
}
