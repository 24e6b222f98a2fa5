import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { mayDo } from '../../../../core/contract/permission.ts';
import type { RunningRound } from '../../../../core/contract/running-round.ts';
import { runningRoundsQuery } from '../../../api/running-rounds.ts';
import { useSession } from '../../../api/session.ts';
import { liveSet } from '../../../live/live-set.ts';
import { useServerNow } from '../../../live/use-live.ts';
import { mapHost } from '../../../map/map-host.ts';
import { select } from '../../../state/selection.ts';
import { useView, viewStore } from '../../../state/view.ts';
import { formatAge, formatClock, formatDistance, formatShare } from '../../../ui/format.ts';
import { useKeys } from '../../../ui/keys.ts';
import { NetMark } from '../../../ui/symbol.tsx';
import { DeskSide } from '../desk-side.tsx';
import { FactList } from '../fact-list.tsx';
import { needOfRound, nextStopOf } from './round-need.ts';
import { useMatter } from './round-row.tsx';
import { RoundStops } from './round-stops.tsx';
import { Strayings } from './strayings.tsx';

const CLOSE_ZOOM = 15;

/** The round that is open: how it is kept to, where it strayed, its stops. */
export function RoundSide() {
  const { t } = useTranslation();
  const of = useView((view) => view.dispatch.of);
  const { data } = useQuery(runningRoundsQuery);
  const round = data?.items.find(({ id }) => id === of);
  if (round) return <RoundPanel round={round} />;
  return (
    <DeskSide label={t('rounds.one')}>
      <p className="muted">{t(data && of !== null ? 'rounds.over' : 'rounds.choose')}</p>
    </DeskSide>
  );
}

function RoundPanel({ round }: { round: RunningRound }) {
  const { t } = useTranslation();
  const { account } = useSession();
  const now = useServerNow(2000);
  const matter = useMatter(round, now);
  const close = () => viewStore.set({ dispatch: { desk: 'rounds', of: null } });
  const fly = () => flyTo(round);
  useKeys({ f: fly });
  return (
    <DeskSide
      label={round.unitCode}
      mark={<NetMark net="street" />}
      back={{ label: t('rounds.back'), close }}
    >
      <p className={`round-need-${needOfRound(round)}`}>{matter}</p>
      <Heard round={round} now={now} />
      <div className="button-row">
        <button type="button" className="button" onClick={fly}>
          {t('rounds.fly')} <kbd>F</kbd>
        </button>
        <button type="button" className="button" onClick={() => select('units', round.unitId)}>
          {t('rounds.unit')}
        </button>
        <button type="button" className="button" onClick={() => openPlan(round)}>
          {t('rounds.plan')}
        </button>
      </div>
      <Figures round={round} />
      <Strayings round={round} now={now} mayAcknowledge={mayDo(account.role, 'handle_alarm')} />
      <RoundStops round={round} now={now} />
    </DeskSide>
  );
}

/** Up to when the unit was heard: nothing is told of it after that. */
function Heard({ round: { knownAt, isSilent }, now }: { round: RunningRound; now: number }) {
  const { t } = useTranslation();
  if (knownAt === null) return <p className="round-note tone-warn">{t('rounds.neverHeard')}</p>;
  const age = formatAge(now - Date.parse(knownAt));
  return isSilent ? (
    <p className="round-note tone-warn" role="status">
      {t('rounds.silentSince', { age, time: formatClock(Date.parse(knownAt)) })}
    </p>
  ) : (
    <p className="muted">{t('rounds.heard', { age })}</p>
  );
}

function Figures({ round }: { round: RunningRound }) {
  const { t } = useTranslation();
  const { planName, startAt, endAt, lengthMetres, drivenMetres, stops } = round;
  const clock = (at: string) => formatClock(Date.parse(at)).slice(0, 5);
  const count = (wanted: string) => stops.filter(({ state }) => state === wanted).length;
  const rows: [string, string][] = [
    [t('rounds.figure.plan'), planName],
    [t('rounds.figure.time'), `${clock(startAt)}–${clock(endAt)}`],
    [
      t('rounds.figure.way'),
      drivenMetres === null
        ? '–'
        : t('rounds.wayOf', {
            share: formatShare(drivenMetres, lengthMetres),
            driven: formatDistance(drivenMetres),
            of: formatDistance(lengthMetres),
          }),
    ],
    [
      t('rounds.figure.stops'),
      t('rounds.stopCounts', {
        visited: count('visited'),
        late: count('late'),
        missed: count('missed'),
        of: stops.length,
      }),
    ],
  ];
  return <FactList rows={rows} />;
}

/** Where the unit is, or its next stop. */
function flyTo(round: RunningRound): void {
  const position = liveSet.positions.get(round.unitId);
  const next = nextStopOf(round);
  const place = position ? { lng: position[1], lat: position[2] } : next && { lng: next.lng, lat: next.lat };
  if (place) mapHost.flyTo({ ...place, zoom: CLOSE_ZOOM });
}

function openPlan({ planId }: RunningRound): void {
  viewStore.set({ dispatch: { desk: 'patrols', of: planId }, selection: null });
}
