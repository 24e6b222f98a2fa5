import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { childLevel, isWithinCode, levelOfCode } from '../../../../core/contract/area-code.ts';
import type { CheckpointNet, NetCheckpoint, NetCrossing } from '../../../../core/contract/checkpoint-net.ts';
import { areaNamesQuery } from '../../../api/areas.ts';
import { useSession } from '../../../api/session.ts';
import { useServerNow } from '../../../live/use-live.ts';
import { NET_LISTS, type NetList } from '../../../state/dispatch-view.ts';
import { overPicture } from '../../../state/over-picture.ts';
import { useView, viewStore } from '../../../state/view.ts';
import { formatAge, formatNumber } from '../../../ui/format.ts';
import { useName } from '../../../ui/named.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { VirtualList } from '../../../ui/virtual-list.tsx';
import { checkpointNetEn } from '../../../ui/words/checkpoint-net-en.ts';
import { checkpointNetZh } from '../../../ui/words/checkpoint-net-zh.ts';
import { addWords } from '../../../ui/words/late-words.ts';
import { CordonViews } from '../cordon-views.tsx';
import type { DeskParts } from '../desks.ts';
import { countsOf, openInNet, placeId } from './net-model.ts';
import { netPicture } from './net-picture.ts';
import { NetSide } from './net-side.tsx';
import { useCrossingText, useShare } from './net-text.ts';
import { useNet } from './use-net.ts';
import './net.css';

addWords('checkpointNet', { zh: checkpointNetZh, en: checkpointNetEn });

const OWNER = 'checkpoint-net';

/** Where the border is crossed past no checkpoint, and which checkpoints matter most. */
function NetDesk() {
  const { t } = useTranslation();
  const { net, bare, error, isBehind, retry } = useNet();
  const of = useView((view) => view.dispatch.of);
  const list: NetList = useView((view) => view.dispatch.netList) ?? 'crossings';
  useEffect(() => {
    overPicture.set(OWNER, net ? netPicture(net, bare, list, of) : []);
  }, [net, bare, list, of]);
  useEffect(() => () => overPicture.clear(OWNER), []);
  useEffect(() => overPicture.onPick((id) => openInNet(id)), []);
  return (
    <>
      <header className="list-head net-head">
        <CordonViews />
        <AreaChoice />
        {net ? <Summary net={net} isBehind={isBehind} /> : null}
        {net?.byRoad ? (
          <Segmented<NetList>
            label={t('checkpointNet.listLabel')}
            choices={NET_LISTS.map((value) => ({
              value,
              label: t(`checkpointNet.list.${value}`, {
                n: formatNumber(value === 'crossings' ? bare.length : net.checkpoints.length),
              }),
            }))}
            value={list}
            onChange={(value) => openInNet(null, value)}
          />
        ) : null}
      </header>
      {error ? <ProblemNote error={error} onRetry={retry} /> : null}
      {net || error ? null : <p className="note muted">{t('checkpointNet.wait')}</p>}
      {net && !net.byRoad ? <p className="note">{t('checkpointNet.noRoads')}</p> : null}
      {net?.byRoad && list === 'crossings' ? <CrossingList net={net} bare={bare} of={of} /> : null}
      {net?.byRoad && list === 'checkpoints' ? <CheckpointList net={net} of={of} /> : null}
    </>
  );
}

/** Whose border: the area of the account, or one of those in it. */
function AreaChoice() {
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
  return (
    <label className="inline-field">
      <span>{t('checkpointNet.border')}</span>
      <select
        value={within}
        onChange={({ target }) => {
          viewStore.set({ area: target.value === scope ? null : target.value });
          openInNet(null);
        }}
      >
        {choices.map((area) => (
          <option key={area.code} value={area.code}>
            {name(area)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** How many crossings there are of which kind, and as of when. */
function Summary({ net, isBehind }: { net: CheckpointNet; isBehind: boolean }) {
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
        <li className="own">{t('checkpointNet.counts.own', { n: own, open: ownOpen })}</li>
      </ul>
      <p className="net-age muted" role="status">
        {isBehind ? t('checkpointNet.again') : t('checkpointNet.asOf', { age })}
        {net.closedRoads > 0 ? ` ${t('checkpointNet.closed', { n: net.closedRoads })}` : ''}
      </p>
    </>
  );
}

function CrossingList(props: { net: CheckpointNet; bare: readonly NetCrossing[]; of: string | null }) {
  const { t } = useTranslation();
  const { net, bare, of } = props;
  if (bare.length === 0) return <p className="note">{t('checkpointNet.noBare')}</p>;
  return (
    <VirtualList<NetCrossing>
      label={t('checkpointNet.crossings')}
      items={bare}
      idOf={({ place }) => placeId(place)}
      estimatedPx={50}
      initialId={of}
      {...(of === null ? {} : { followedId: of })}
      onOpen={({ place }) => openInNet(placeId(place))}
      classOf={({ place }) => (placeId(place) === of ? 'current' : '')}
      row={(one) => <CrossingRow one={one} net={net} number={bare.indexOf(one) + 1} />}
    />
  );
}

function CrossingRow({ one, net, number }: { one: NetCrossing; net: CheckpointNet; number: number }) {
  const { t } = useTranslation();
  const { nameOf, nearestText } = useCrossingText(net);
  return (
    <>
      <span className={`net-number ${one.leaves}`}>{number}</span>
      <b>{nameOf(one)}</b>
      <span className="row-state">{t(`roadClass.${one.roadClass}`)}</span>
      <small>{`${t(`checkpointNet.leaves.${one.leaves}`)} · ${nearestText(one)}`}</small>
    </>
  );
}

function CheckpointList({ net, of }: { net: CheckpointNet; of: string | null }) {
  const { t } = useTranslation();
  if (net.checkpoints.length === 0) return <p className="note">{t('checkpointNet.noCheckpoints')}</p>;
  return (
    <VirtualList<NetCheckpoint>
      label={t('checkpointNet.checkpoints')}
      items={net.checkpoints}
      idOf={({ id }) => id}
      estimatedPx={50}
      initialId={of}
      {...(of === null ? {} : { followedId: of })}
      onOpen={({ id }) => openInNet(id)}
      classOf={({ id }) => (id === of ? 'current' : '')}
      row={(one) => <CheckpointRow one={one} number={net.checkpoints.indexOf(one) + 1} />}
    />
  );
}

function CheckpointRow({ one, number }: { one: NetCheckpoint; number: number }) {
  const { t } = useTranslation();
  const name = useName();
  const share = useShare();
  const { drop, share: shares, state } = one;
  return (
    <>
      <span className={`net-number ${state}`}>{number}</span>
      <b>{name(one)}</b>
      <span className="row-state">
        {drop
          ? drop.lanes > 0
            ? t('checkpointNet.dropShort', { n: drop.lanes })
            : '–'
          : t('checkpointNet.offRoadShort')}
      </span>
      <small>
        {`${t(`checkpointNet.state.${state}`)}${
          shares
            ? ` · ${t('checkpointNet.shareShort', { across: share(shares.across), within: share(shares.within) })}`
            : ''
        }`}
      </small>
    </>
  );
}

export const netDesk: DeskParts = { Left: NetDesk, Right: NetSide };
