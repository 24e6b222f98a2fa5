import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Review, ReviewEntry } from '../../../../core/contract/review.ts';
import { REVIEW_NOUNS, type ReviewNoun } from '../../../../core/review/acts.ts';
import { liveSet } from '../../../live/live-set.ts';
import { mapHost } from '../../../map/map-host.ts';
import { pastStore } from '../../../past/past-store.ts';
import { usePast } from '../../../past/use-past.ts';
import { reviewShown } from '../../../state/review-shown.ts';
import { useView, viewStore } from '../../../state/view.ts';
import { formatClock, formatDay } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icon.tsx';
import { usePlaceName } from '../../../ui/place-name.ts';
import { PriorityMark } from '../../../ui/symbol.tsx';
import { VirtualList } from '../../../ui/virtual-list.tsx';
import { NounMark } from '../noun-mark.tsx';
import { useEntryWords } from './entry-words.ts';

const ENTRY_ZOOM = 15;

/** The timeline beside the map: an entry leads the time machine and the map to its moment and place, and the map leads back here. */
export function TimelineList({ review, entries }: { review: Review; entries: readonly ReviewEntry[] }) {
  const { t } = useTranslation();
  const [hidden, setHidden] = useState<readonly ReviewNoun[]>([]);
  const shown = useMemo(() => entries.filter(({ noun }) => !hidden.includes(noun)), [entries, hidden]);
  const { focusKey, opened } = useFollowedMap(shown);
  const past = usePast();
  const now = past ? lastUpTo(shown, past.atMs) : undefined;
  useEffect(() => () => reviewShown.set({ mark: null }), []);
  const open = (entry: ReviewEntry) => {
    opened.current = entry.key;
    goTo(entry);
  };
  const present = REVIEW_NOUNS.filter((noun) => (review.byNoun[noun] ?? 0) > 0);
  return (
    <div className="review-timeline">
      <fieldset className="review-kinds" aria-label={t('review.filter')}>
        {present.map((noun) => (
          <label key={noun} className="check">
            <input
              type="checkbox"
              checked={!hidden.includes(noun)}
              onChange={() =>
                setHidden(hidden.includes(noun) ? hidden.filter((one) => one !== noun) : [...hidden, noun])
              }
            />
            {t(`review.noun.${noun}`)} <small className="muted">{review.byNoun[noun]}</small>
          </label>
        ))}
      </fieldset>
      {shown.length === 0 ? (
        <p className="muted note">{t(entries.length === 0 ? 'review.empty' : 'review.emptyFilter')}</p>
      ) : (
        <VirtualList
          key={focusKey}
          items={shown}
          idOf={({ key }) => key}
          label={t('review.tab.timeline')}
          estimatedPx={46}
          initialId={focusKey}
          onOpen={open}
          classOf={({ key }) => (key === now?.key ? 'at-instant' : '')}
          row={(entry) => <EntryRow entry={entry} />}
        />
      )}
    </div>
  );
}

/** Which entry the list goes to: the one about what was chosen on the map, nearest to the time shown. */
function useFollowedMap(entries: readonly ReviewEntry[]) {
  const selection = useView((view) => view.selection);
  const opened = useRef<string | null>(null);
  const [focusKey, setFocusKey] = useState<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when something else is chosen
  useEffect(() => {
    const about = entries.filter(({ noun, id }) => noun === selection?.noun && id === selection?.id);
    if (about.length === 0 || about.some(({ key }) => key === opened.current)) return;
    const past = pastStore.get();
    const found = past ? (lastUpTo(about, past.atMs) ?? about[0]) : about[0];
    setFocusKey(found?.key ?? null);
  }, [selection]);
  return { focusKey, opened };
}

function lastUpTo(entries: readonly ReviewEntry[], ms: number): ReviewEntry | undefined {
  return entries.findLast(({ at }) => Date.parse(at) <= ms);
}

function goTo({ noun, id, at, lng, lat }: ReviewEntry): void {
  if (noun !== 'response_targets') viewStore.set({ selection: { noun, id } });
  pastStore.goTo(Date.parse(at));
  const place = noun === 'units' ? liveSet.positions.get(id) : undefined;
  const [x, y] = lng !== null && lat !== null ? [lng, lat] : [place?.[1], place?.[2]];
  if (x !== undefined && y !== undefined) mapHost.flyTo({ lng: x, lat: y, zoom: ENTRY_ZOOM });
}

function EntryRow({ entry }: { entry: ReviewEntry }) {
  const { t } = useTranslation();
  const words = useEntryWords()(entry);
  const placeName = usePlaceName();
  const { at, noun, priority, source, areaCode, lng, lat } = entry;
  const ms = Date.parse(at);
  const mark = lng !== null && lat !== null ? { lng, lat } : null;
  const show = () => reviewShown.set({ mark });
  const hide = () => reviewShown.set({ mark: null });
  return (
    <span className="review-entry" onPointerEnter={show} onPointerLeave={hide} title={t('review.goThere')}>
      <time dateTime={at}>
        {formatClock(ms)}
        <small>{formatDay(ms).slice(5)}</small>
      </time>
      {noun === 'incidents' || noun === 'alarms' ? (
        <PriorityMark priority={priority ?? 4} size={16} />
      ) : noun === 'response_targets' ? (
        <Icon name="edit" />
      ) : (
        <NounMark noun={noun} />
      )}
      <span className="review-what">
        <span>
          <b>{words.act}</b> {words.subject}
        </span>
        <small>{[words.detail, placeName(areaCode)].filter(Boolean).join(' · ')}</small>
      </span>
      <small className="review-who" title={source === 'record' ? t('review.recordHint') : undefined}>
        {words.who}
      </small>
    </span>
  );
}
