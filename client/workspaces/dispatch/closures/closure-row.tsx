import { useTranslation } from 'react-i18next';
import type { Closure } from '../../../../core/contract/closure.ts';
import { useCloseRoad, useOpenRoad } from '../../../api/closures.ts';
import { useServerNow } from '../../../live/use-live.ts';
import { mapHost } from '../../../map/map-host.ts';
import { formatTime } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useName } from '../../../ui/named.ts';
import { usePlaceName } from '../../../ui/place-name.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { headingText } from '../../../ui/turn-text.ts';
import { offerUndo } from '../../../ui/undo.ts';

const LOOK_MS = 5000;
const NEAR_ZOOM = 15.5;

/** A closed road: where, why, which way, until when; and how it is opened. */
export function ClosureRow({ closure, mayOpen }: { closure: Closure; mayOpen: boolean }) {
  const { t } = useTranslation();
  const name = useName();
  const placeName = usePlaceName();
  const now = useServerNow(LOOK_MS);
  const open = useOpenRoad();
  const close = useCloseRoad();
  const { properties: p } = closure;
  const road = name({ nameZh: p.roadNameZh, nameEn: p.roadNameEn }) || t('desks.closures.unnamed');
  const fromMs = Date.parse(p.fromAt);
  const lift = async (): Promise<void> => {
    await open.mutateAsync(closure);
    const { lng, lat, reason, headingDegrees, onFoot, untilAt } = p;
    const again = {
      lng,
      lat,
      reason,
      headingDegrees,
      onFoot,
      untilAt,
      fromAt: fromMs > now ? p.fromAt : null,
    };
    offerUndo(t('desks.closures.opened', { road }), async () => {
      await close.mutateAsync({ input: again, key: crypto.randomUUID() });
      return true;
    });
  };
  return (
    <li>
      <Icon name="closed" size={16} />
      <b>{road}</b>
      <button
        type="button"
        className="icon-button"
        aria-label={`${t('desks.closures.fly')}: ${road}`}
        title={t('desks.closures.fly')}
        onClick={() => mapHost.flyTo({ lng: p.lng, lat: p.lat, zoom: NEAR_ZOOM })}
      >
        <Icon name="fly" size={16} />
      </button>
      <small>{placeName(p.areaCode)}</small>
      <small>
        {[
          t(`desks.closures.reasons.${p.reason}`),
          p.headingDegrees === null
            ? t('desks.closures.both')
            : t('desks.closures.towardOnly', { heading: headingText(t, p.headingDegrees) }),
          ...(p.onFoot ? [t('desks.closures.alsoOnFoot')] : []),
        ].join(' · ')}
      </small>
      <small className={fromMs > now ? 'tone-warn' : 'muted'}>
        {[
          t(fromMs > now ? 'desks.closures.from' : 'desks.closures.since', { time: formatTime(fromMs, now) }),
          p.untilAt === null
            ? t('desks.closures.toHand')
            : t('desks.closures.to', { time: formatTime(Date.parse(p.untilAt), now) }),
        ].join(' · ')}
      </small>
      {mayOpen ? (
        <button type="button" className="button" disabled={open.isPending} onClick={() => void lift()}>
          {t('desks.closures.open')}
        </button>
      ) : null}
      <ProblemNote error={open.error} />
    </li>
  );
}
