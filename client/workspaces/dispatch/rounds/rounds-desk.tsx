import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunningRound } from '../../../../core/contract/running-round.ts';
import { roundTrackQuery, runningRoundsQuery } from '../../../api/running-rounds.ts';
import { useServerNow } from '../../../live/use-live.ts';
import { overPicture } from '../../../state/over-picture.ts';
import { useView, viewStore } from '../../../state/view.ts';
import { formatNumber } from '../../../ui/format.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { VirtualList } from '../../../ui/virtual-list.tsx';
import { addWords } from '../../../ui/words/late-words.ts';
import { roundsEn } from '../../../ui/words/rounds-en.ts';
import { roundsZh } from '../../../ui/words/rounds-zh.ts';
import type { DeskParts } from '../desks.ts';
import { KnownNote } from '../known-note.tsx';
import { needCounts, roundsByNeed } from './round-need.ts';
import { roundsPicture } from './round-picture.ts';
import { RoundRow } from './round-row.tsx';
import { RoundSide } from './round-side.tsx';
import './rounds.css';

addWords('rounds', { zh: roundsZh, en: roundsEn });

/** What is late is read anew so often. */
const LOOK_MS = 10_000;
const OWNER = 'rounds';
const NONE: readonly RunningRound[] = [];

export function openRound(id: string | null): void {
  viewStore.set({ dispatch: { desk: 'rounds', of: id }, selection: null });
}

/** The rounds that run now, those that need somebody first. */
function RoundsDesk() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(runningRoundsQuery);
  const of = useView((view) => view.dispatch.of);
  const now = useServerNow(LOOK_MS);
  const items = useMemo(() => roundsByNeed(data?.items ?? NONE), [data]);
  usePicture(items, of);
  return (
    <>
      <header className="list-head desk-head">
        <h2 className="panel-title">
          {t('rounds.title')} <span>{data ? formatNumber(items.length) : ''}</span>
        </h2>
        {data ? <KnownNote known={data.known} /> : null}
        {data && items.length > 0 ? <Summary items={items} /> : null}
        {data ? (
          <p className="muted">
            {t('rounds.rule', {
              metres: formatNumber(data.rule.limitMetres),
              minutes: formatNumber(data.rule.persistenceSeconds / 60),
            })}
          </p>
        ) : null}
      </header>
      {error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <p className="note muted">{t('app.loading')}…</p> : null}
      {data && items.length === 0 ? <p className="note muted">{t('rounds.none')}</p> : null}
      <VirtualList<RunningRound>
        label={t('rounds.title')}
        items={items}
        idOf={({ id }) => id}
        estimatedPx={88}
        initialId={of}
        {...(of === null ? {} : { followedId: of })}
        onOpen={({ id }) => openRound(id)}
        classOf={({ id }) => (id === of ? 'current' : '')}
        row={(round) => <RoundRow round={round} now={now} />}
      />
    </>
  );
}

function Summary({ items }: { items: readonly RunningRound[] }) {
  const { t } = useTranslation();
  return (
    <ul className="desk-summary">
      {needCounts(items).map(([need, count]) => (
        <li key={need} className={`round-need-${need}`}>
          <b>{formatNumber(count)}</b> {t(`rounds.need.${need}`)}
        </li>
      ))}
    </ul>
  );
}

/** Keeps the map equal to the list, and takes clicks on what is drawn. */
function usePicture(items: readonly RunningRound[], of: string | null): void {
  const isThere = items.some(({ id }) => id === of);
  const { data: track } = useQuery(roundTrackQuery(isThere ? of : null));
  useEffect(() => {
    overPicture.set(OWNER, roundsPicture(items, of, isThere ? track : undefined));
  }, [items, of, isThere, track]);
  useEffect(() => () => overPicture.clear(OWNER), []);
  useEffect(
    () =>
      overPicture.onPick((picked) => {
        const [kind, id] = picked.split(' ');
        if (kind === 'round' && id && items.some((round) => round.id === id)) openRound(id);
      }),
    [items],
  );
}

export const roundsDesk: DeskParts = { Left: RoundsDesk, Right: RoundSide };
