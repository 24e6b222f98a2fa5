import { useTranslation } from 'react-i18next';
import type { CheckpointNet, NetCheckpoint, NetCrossing } from '../../../../core/contract/checkpoint-net.ts';
import { useServerNow } from '../../../live/use-live.ts';
import { mapHost } from '../../../map/map-host.ts';
import { select } from '../../../state/selection.ts';
import { useView } from '../../../state/view.ts';
import { formatAge, formatLngLat } from '../../../ui/format.ts';
import { useKeys } from '../../../ui/keys.ts';
import { useName } from '../../../ui/named.ts';
import { DeskSide } from '../desk-side.tsx';
import { FactList } from '../fact-list.tsx';
import { usePickPlace } from '../use-pick-place.ts';
import { ClosingCosts } from './closing-costs.tsx';
import { NetMethod } from './net-method.tsx';
import { checkpointOf, placeId, placeOf } from './net-model.ts';
import { openInNet } from './net-open.ts';
import { useCrossingText, useShare } from './net-text.ts';
import { useNet } from './use-net.ts';

const PLACE_ZOOM = 14;

/** What is open: a checkpoint, a crossing or a place, with what closing it costs; nothing: how that is looked at. */
export function NetSide() {
  const { net, bare } = useNet();
  const of = useView((view) => view.dispatch.of);
  if (!net?.byRoad) return null;
  const checkpoint = checkpointOf(net, of);
  if (checkpoint) return <CheckpointSide net={net} {...checkpoint} />;
  const crossing = bare.find(({ place }) => placeId(place) === of);
  if (crossing) return <CrossingSide net={net} one={crossing} />;
  const place = placeOf(of);
  return place ? <PlaceSide net={net} place={place} /> : <NothingOpen net={net} />;
}

function useBack() {
  const { t } = useTranslation();
  return { label: t('checkpointNet.back'), close: () => openInNet(null) };
}

function FlyButton({ place: [lng, lat] }: { place: [number, number] }) {
  const { t } = useTranslation();
  const fly = () => mapHost.flyTo({ lng, lat, zoom: PLACE_ZOOM });
  useKeys({ f: fly });
  return (
    <button type="button" className="button" onClick={fly}>
      {t('checkpointNet.fly')} <kbd>F</kbd>
    </button>
  );
}

function CheckpointSide({ net, one, rank }: { net: CheckpointNet; one: NetCheckpoint; rank: number }) {
  const { t } = useTranslation();
  const name = useName();
  const share = useShare();
  const back = useBack();
  const now = useServerNow(1000);
  const { drop, share: shares, state, stateSince, border } = one;
  const of = (least: number, by: number) => t('checkpointNet.dropOf', { least, now: least - by, n: by });
  return (
    <DeskSide label={name(one)} back={back}>
      <div className="button-row">
        <FlyButton place={one.place.coordinates} />
        <button type="button" className="button" onClick={() => select('checkpoints', one.id)}>
          {t('checkpointNet.openCheckpoint')}
        </button>
      </div>
      <FactList
        rows={[
          [t('checkpointNet.fact.rank'), t('checkpointNet.rankOf', { n: rank, all: net.checkpoints.length })],
          [
            t('checkpointNet.fact.state'),
            t('checkpointNet.stateSince', {
              state: t(`checkpointNet.state.${state}`),
              age: formatAge(now - Date.parse(stateSince)),
            }),
          ],
          [t('checkpointNet.fact.border'), t(`checkpointNet.onBorder.${border}`)],
        ]}
      />
      {drop && shares ? (
        <>
          <h3>{t('checkpointNet.matters')}</h3>
          <FactList
            rows={[
              [t('checkpointNet.fact.lanes'), of(net.least.lanes, drop.lanes)],
              [t('checkpointNet.fact.roads'), of(net.least.roads, drop.roads)],
              [t('checkpointNet.fact.across'), share(shares.across)],
              [t('checkpointNet.fact.within'), share(shares.within)],
            ]}
          />
          <ClosingCosts closed={{ checkpoint: one.id }} net={net} />
        </>
      ) : (
        <p className="muted">{t('checkpointNet.offRoad')}</p>
      )}
      <NetMethod net={net} />
    </DeskSide>
  );
}

function CrossingSide({ net, one }: { net: CheckpointNet; one: NetCrossing }) {
  const { t } = useTranslation();
  const back = useBack();
  const { nameOf, nearestText } = useCrossingText(net);
  const [lng, lat] = one.place.coordinates;
  const { nearest } = one;
  return (
    <DeskSide label={nameOf(one)} back={back}>
      <div className="button-row">
        <FlyButton place={one.place.coordinates} />
        {nearest ? (
          <button
            type="button"
            className="button"
            onClick={() => openInNet(nearest.checkpointId, 'checkpoints')}
          >
            {t('checkpointNet.openNearest')}
          </button>
        ) : null}
      </div>
      <p className={`net-leaves ${one.leaves}`}>{t(`checkpointNet.leavesLong.${one.leaves}`)}</p>
      <FactList
        rows={[
          [t('checkpointNet.fact.road'), t(`roadClass.${one.roadClass}`)],
          [t('checkpointNet.fact.roadLanes'), String(one.lanes)],
          [t('checkpointNet.fact.place'), formatLngLat(lng, lat)],
        ]}
      />
      <p>{nearestText(one)}</p>
      <ClosingCosts closed={{ lng, lat }} net={net} />
      <NetMethod net={net} />
    </DeskSide>
  );
}

function PlaceSide({ net, place }: { net: CheckpointNet; place: { lng: number; lat: number } }) {
  const { t } = useTranslation();
  const back = useBack();
  return (
    <DeskSide label={t('checkpointNet.placeTitle')} back={back}>
      <div className="button-row">
        <FlyButton place={[place.lng, place.lat]} />
        <PickButtons />
      </div>
      <ClosingCosts closed={place} net={net} />
      <NetMethod net={net} />
    </DeskSide>
  );
}

function NothingOpen({ net }: { net: CheckpointNet }) {
  const { t } = useTranslation();
  return (
    <DeskSide label={t('checkpointNet.costTitle')}>
      <p>{t('checkpointNet.choose')}</p>
      <div className="button-row">
        <PickButtons />
      </div>
      <h3>{t('checkpointNet.leastTitle')}</h3>
      <p>{t('checkpointNet.least', net.least)}</p>
      <NetMethod net={net} isOpen />
    </DeskSide>
  );
}

function PickButtons() {
  const { t } = useTranslation();
  const { isPicking, pick, takeMiddle } = usePickPlace(({ lng, lat }) =>
    openInNet(`${lng.toFixed(6)},${lat.toFixed(6)}`),
  );
  return (
    <>
      <button type="button" className="button" aria-pressed={isPicking} onClick={() => void pick()}>
        {t(isPicking ? 'checkpointNet.picking' : 'checkpointNet.pick')}
      </button>
      <button type="button" className="link-button" onClick={takeMiddle}>
        {t('checkpointNet.middle')}
      </button>
    </>
  );
}
