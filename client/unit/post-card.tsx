import type { TFunction } from 'i18next';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnitDuty, UnitPost } from '../../core/contract/unit-duty.ts';
import { formatDistance, formatTime } from '../ui/format.ts';
import type { Act } from './act.ts';
import { type Look, useLook } from './look.ts';
import { type Locating, metresTo } from './position.ts';
import { useAnnounced } from './use-announced.ts';

interface Props {
  /** With what waits to be sent. */
  post: UnitDuty['post'];
  locating: Locating;
  now: number;
  onAct: (act: Act) => void;
}

/** The post of the unit in a cordon: where, by when, and that it is there. When it was given up that is said until the next one. */
export function PostCard({ post, locating, now, onAct }: Props) {
  const { t } = useTranslation();
  const { language } = useLook();
  const last = useRef(post);
  useEffect(() => {
    if (post) last.current = post;
  }, [post]);
  useAnnounced(post?.id ?? null);
  if (!post)
    return last.current ? (
      <section className="card" role="status">
        <p>{t('phone.post.over', { place: postName(t, last.current, language) })}</p>
      </section>
    ) : null;
  const { id: positionId, place, nameZh, nameEn, dueAt, inPlaceAt } = post;
  const metres = metresTo(locating, place.coordinates);
  const time = (iso: string) => formatTime(Date.parse(iso), now);
  return (
    <section className="card duty" aria-label={t('phone.post.title')}>
      {inPlaceAt === null ? (
        <p className="new" role="alert">
          {t('phone.post.new')}
        </p>
      ) : null}
      <h2>{postName(t, post, language)}</h2>
      <p>{t('phone.post.what')}</p>
      <p className="muted">{t('phone.post.due', { time: time(dueAt) })}</p>
      <p className="distance">
        {metres === null ? t('phone.noDistance') : t('phone.distance', { distance: formatDistance(metres) })}
      </p>
      {inPlaceAt === null ? (
        <div className="choices">
          <button
            type="button"
            className="button big primary"
            onClick={() => onAct({ kind: 'post', positionId, nameZh, nameEn })}
          >
            {t('phone.post.inPlace')}
          </button>
        </div>
      ) : (
        <p role="status">{t('phone.post.since', { time: time(inPlaceAt) })}</p>
      )}
    </section>
  );
}

/** What a post is called: the roads that meet there, or the checkpoint. */
export function postName(
  t: TFunction,
  { nameZh, nameEn }: Pick<UnitPost, 'nameZh' | 'nameEn'>,
  language: Look['language'],
): string {
  return (language === 'en' ? nameEn : nameZh) || t('phone.post.unnamed');
}
