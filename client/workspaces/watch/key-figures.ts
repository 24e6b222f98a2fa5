import type { Incident } from '../../../core/contract/incident.ts';
import type { Feed, Net } from '../../../core/vocabulary.ts';
import { isOpen } from '../../state/incident-filter.ts';
import type { NetHealth } from './net-health.ts';

export interface KeyFigure {
  key: 'open' | 'unverified' | 'unverifiedFirst' | 'onDuty' | 'online' | 'staffed';
  /** Out of `whole` where there is one. */
  part: number;
  whole: number | null;
  as: 'number' | 'share' | 'of';
  abnormal: boolean;
  /** The feed whose age the figure inherits. */
  feed: Feed;
}

/** The figures at the bottom right, for what lies in the area. */
export function keyFigures(incidents: Iterable<Incident>, nets: Record<Net, NetHealth>): KeyFigure[] {
  const open = [...incidents].map(({ properties }) => properties).filter(isOpen);
  const unverified = open.filter(({ status }) => status === 'reported');
  const first = unverified.filter(({ priority }) => priority === 1).length;
  const of = (net: Net, key: string) => nets[net].notes.find((note) => note.key === key)?.n ?? 0;
  const online = nets.technology.count - of('technology', 'offline');
  return [
    figure('open', open.length, null, 'number', false, 'incidents'),
    figure('unverified', unverified.length, null, 'number', false, 'incidents'),
    figure('unverifiedFirst', first, null, 'number', first > 0, 'incidents'),
    figure('onDuty', of('street', 'onDuty'), of('street', 'units'), 'of', false, 'units'),
    figure('online', online, nets.technology.count, 'share', false, 'devices'),
    figure('staffed', of('checkpoint', 'staffed'), nets.checkpoint.count, 'of', false, 'checkpoints'),
  ];
}

function figure(
  key: KeyFigure['key'],
  part: number,
  whole: number | null,
  as: KeyFigure['as'],
  abnormal: boolean,
  feed: Feed,
): KeyFigure {
  return { key, part, whole, as, abnormal, feed };
}
