import type { Incident } from '../../../core/contract/incident.ts';
import type { Stage, Targets } from '../../../core/incident/deadlines.ts';
import { responseFigures } from '../../../core/incident/response-times.ts';
import type { Feed, Net } from '../../../core/vocabulary.ts';
import { isOpen } from '../../state/incident-filter.ts';
import type { NetHealth } from './net-health.ts';

export interface KeyFigure {
  key: 'open' | 'verify' | 'arrive' | 'onDuty' | 'online' | 'staffed';
  /** Out of `whole` where there is one; of a time, seconds against the target. Null: there is nothing to count. */
  part: number | null;
  whole: number | null;
  as: 'number' | 'share' | 'of' | 'seconds';
  /** The true value is larger: the part falls on what is still open. */
  atLeast?: boolean;
  abnormal: boolean;
  /** The feed whose age the figure inherits. */
  feed: Feed;
}

const DAY_MS = 86_400_000;

/** The figures at the bottom right, for what lies in the area. Times are of first-priority incidents of the last 24 h. */
export function keyFigures(
  incidents: readonly Incident[],
  nets: Record<Net, NetHealth>,
  targets: Targets | undefined,
  nowMs: number,
): KeyFigure[] {
  const open = incidents.filter(({ properties }) => isOpen(properties));
  const of = (net: Net, key: string) => nets[net].notes.find((note) => note.key === key)?.n ?? 0;
  const online = nets.technology.count - of('technology', 'offline');
  return [
    figure('open', open.length, null, 'number', 'incidents'),
    timeFigure('verify', incidents, targets, nowMs),
    timeFigure('arrive', incidents, targets, nowMs),
    figure('onDuty', of('street', 'onDuty'), of('street', 'units'), 'of', 'units'),
    figure('online', online, nets.technology.count, 'share', 'devices'),
    figure('staffed', of('checkpoint', 'staffed'), nets.checkpoint.count, 'of', 'checkpoints'),
  ];
}

function figure(
  key: KeyFigure['key'],
  part: number,
  whole: number | null,
  as: KeyFigure['as'],
  feed: Feed,
): KeyFigure {
  return { key, part, whole, as, abnormal: false, feed };
}

function timeFigure(
  stage: Stage & KeyFigure['key'],
  incidents: readonly Incident[],
  targets: Targets | undefined,
  nowMs: number,
): KeyFigure {
  const recent = incidents
    .map(({ properties }) => properties)
    .filter(({ reportedAt }) => Date.parse(reportedAt) > nowMs - DAY_MS);
  const found = targets && responseFigures(recent, 1, targets, nowMs).find((one) => one.stage === stage);
  const seconds = found?.p90?.seconds ?? null;
  return {
    key: stage,
    part: seconds,
    whole: found?.targetSeconds ?? null,
    as: 'seconds',
    atLeast: found?.p90?.atLeast ?? false,
    abnormal: found !== undefined && seconds !== null && seconds > found.targetSeconds,
    feed: 'incidents',
  };
}
