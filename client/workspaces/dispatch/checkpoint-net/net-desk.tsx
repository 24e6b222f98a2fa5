import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { CheckpointNet, NetCheckpoint, NetCrossing } from '../../../../core/contract/checkpoint-net.ts';
import { NET_LISTS, type NetList } from '../../../state/dispatch-view.ts';
import { overPicture } from '../../../state/over-picture.ts';
import { useView } from '../../../state/view.ts';
import { formatNumber } from '../../../ui/format.ts';
import { useName } from '../../../ui/named.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { VirtualList } from '../../../ui/virtual-list.tsx';
import { checkpointNetEn } from '../../../ui/words/checkpoint-net-en.ts';
import { checkpointNetZh } from '../../../ui/words/checkpoint-net-zh.ts';
import { addWords } from '../../../ui/words/late-words.ts';
import { CordonViews } from '../cordon-views.tsx';
import type { DeskParts } from '../desks.ts';
import { AreaChoice, Summary } from './net-head.tsx';
import { placeId } from './net-model.ts';
import { openInNet } from './net-open.ts';
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
    const rank = (n: number) => t('checkpointNet.rankLabel', { n });
    overPicture.set(OWNER, net ? netPicture(net, bare, { list, of, rank }) : []);
  }, [net, bare, list, of, t]);
  useEffect(() => () => overPicture.clear(OWNER), []);
  useEffect(() => {
    const own = new Set([
      ...(net?.checkpoints ?? []).map(({ id }) => id),
      ...bare.map(({ place }) => placeId(place)),
    ]);
    return overPicture.onPick((id) => own.has(id) && openInNet(id));
  }, [net, bare]);
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
