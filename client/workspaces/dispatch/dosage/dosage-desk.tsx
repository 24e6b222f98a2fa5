import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlaceDosageItem } from '../../../../core/contract/dosage.ts';
import { KOPER_TARGET } from '../../../../core/patrol/dosage.ts';
import { DOSAGE_PERIODS, DOSAGE_SUBJECTS } from '../../../../core/patrol/look-back.ts';
import { dosageQuery } from '../../../api/dosage.ts';
import { useSession } from '../../../api/session.ts';
import { useServerNow } from '../../../live/use-live.ts';
import { overPicture } from '../../../state/over-picture.ts';
import { useView, viewStore } from '../../../state/view.ts';
import { formatAge, formatNumber } from '../../../ui/format.ts';
import { useName } from '../../../ui/named.ts';
import { usePlaceName } from '../../../ui/place-name.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { NetMark } from '../../../ui/symbol.tsx';
import { ToggleChips } from '../../../ui/toggle-chips.tsx';
import { VirtualList } from '../../../ui/virtual-list.tsx';
import { dosageEn } from '../../../ui/words/dosage-en.ts';
import { dosageZh } from '../../../ui/words/dosage-zh.ts';
import { addWords } from '../../../ui/words/late-words.ts';
import type { DeskParts } from '../desks.ts';
import { KnownNote } from '../known-note.tsx';
import { DOSAGE_NETS, setDosage, useDosageSettings } from './dosage-settings.ts';
import { DosageSide } from './dosage-side.tsx';
import { NEEDS, type Need, needCounts, needOf, needPicture, shownItems } from './place-need.ts';
import './dosage.css';

addWords('dosage', { zh: dosageZh, en: dosageEn });

/** What is due is read anew so often. */
const LOOK_MS = 10_000;
const OWNER = 'dosage';

function openPlace(id: string | null): void {
  viewStore.set({ dispatch: { desk: 'dosage', of: id }, selection: null });
}

/** Places by how much they need a visit. */
function DosageDesk() {
  const { t } = useTranslation();
  const { account } = useSession();
  const { period, by, nets } = useDosageSettings();
  const [text, setText] = useState('');
  const area = useView((view) => view.area) ?? account.scopeCode;
  const of = useView((view) => view.dispatch.of);
  const now = useServerNow(LOOK_MS);
  const { data, error, refetch } = useQuery(dosageQuery(period, by, area));
  const { everyMinutes } = data?.target ?? KOPER_TARGET;
  const isKnown = typeof data?.known.knownUntil === 'string';
  const items = useMemo(
    () => shownItems(data, by === 'grids' ? DOSAGE_NETS : nets, text),
    [data, by, nets, text],
  );
  const counts = needCounts(items, now, everyMinutes);
  useEffect(() => {
    overPicture.set(OWNER, needPicture(items, now, everyMinutes, of));
  }, [items, now, everyMinutes, of]);
  useEffect(() => () => overPicture.clear(OWNER), []);
  useEffect(() => overPicture.onPick((id) => items.some((item) => item.id === id) && openPlace(id)), [items]);
  return (
    <>
      <header className="list-head desk-head">
        <h2 className="panel-title">
          {t('dosage.title')} <span>{isKnown ? formatNumber(items.length) : ''}</span>
        </h2>
        <input
          type="search"
          value={text}
          placeholder={t('watch.list.find')}
          aria-label={t('watch.list.find')}
          onChange={(event) => setText(event.target.value)}
        />
        <Segmented
          label={t('dosage.byLabel')}
          choices={DOSAGE_SUBJECTS.map((value) => ({ value, label: t(`dosage.by.${value}`) }))}
          value={by}
          onChange={(value) => setDosage({ by: value })}
        />
        <Segmented
          label={t('dosage.periodLabel')}
          choices={DOSAGE_PERIODS.map((value) => ({ value, label: t(`dosage.period.${value}`) }))}
          value={period}
          onChange={(value) => setDosage({ period: value })}
        />
        {by === 'places' ? <NetChips /> : null}
        {data ? <KnownNote known={data.known} /> : null}
        {isKnown ? <Summary counts={counts} /> : null}
      </header>
      {error && !data ? <ProblemNote error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <p className="note muted">{t('app.loading')}…</p> : null}
      {isKnown && items.length === 0 ? <p className="note muted">{t('dosage.none')}</p> : null}
      <VirtualList<PlaceDosageItem>
        label={t('dosage.title')}
        items={items}
        idOf={({ id }) => id}
        estimatedPx={69}
        initialId={of}
        {...(of === null ? {} : { followedId: of })}
        onOpen={({ id }) => openPlace(id)}
        classOf={({ id }) => (id === of ? 'current' : '')}
        row={(item) => <PlaceRow item={item} now={now} need={needOf(item, now, everyMinutes)} />}
      />
    </>
  );
}

function NetChips() {
  const { t } = useTranslation();
  const { nets } = useDosageSettings();
  return (
    <ToggleChips
      label={t('dosage.netsLabel')}
      values={DOSAGE_NETS}
      chosen={nets}
      onChange={(chosen) => setDosage({ nets: chosen })}
      name={(net) => (
        <>
          <NetMark net={net} size={14} /> {t(`dosage.kind.${net}`)}
        </>
      )}
    />
  );
}

function Summary({ counts }: { counts: Record<Need, number> }) {
  const { t } = useTranslation();
  return (
    <ul className="desk-summary">
      {NEEDS.toReversed().map((need) => (
        <li key={need} className={`need-${need}`}>
          <b>{formatNumber(counts[need])}</b> {t(`dosage.need.${need}`)}
        </li>
      ))}
    </ul>
  );
}

function PlaceRow({ item, now, need }: { item: PlaceDosageItem; now: number; need: Need }) {
  const { t } = useTranslation();
  const name = useName();
  const placeName = usePlaceName();
  const { net, areaCode, dueAt, usefulMinutes, visits, minutesSinceLast, evenness, steps } = item;
  const apart = Date.parse(dueAt) - now;
  return (
    <>
      <NetMark net={net} />
      <b>{name(item)}</b>
      <span className={`row-state need-${need}`}>
        {need === 'visited'
          ? t('dosage.here')
          : apart > 0
            ? t('dosage.due', { span: formatAge(apart) })
            : t('dosage.overdue', { span: formatAge(-apart) })}
      </span>
      <small>{placeName(areaCode)}</small>
      <small className="state">
        {visits === 0
          ? t('dosage.neverHere')
          : [
              t('dosage.given', { minutes: Math.round(usefulMinutes), n: visits }),
              minutesSinceLast === null
                ? t('dosage.allShort')
                : t('dosage.last', { age: formatAge(minutesSinceLast * 60_000) }),
              item.kind === 'grids'
                ? t('dosage.anyUnit')
                : evenness === null
                  ? t('dosage.orderUnknown', { n: steps })
                  : t('dosage.orderShort', { share: Math.round(evenness * 100), n: steps }),
            ].join(' · ')}
      </small>
    </>
  );
}

export const dosageDesk: DeskParts = { Left: DosageDesk, Right: DosageSide };
