import type { ShiftEvent } from '../../core/handover/happenings.ts';
import { demoName } from './demo-accounts.ts';
import type { Happening } from './event-log.ts';
import { type FeatureText, wholeText } from './feature-text.ts';
import { isoTime } from './iso-time.ts';

/** An event of the log that is being written. */
export interface ToldEvent extends Pick<Happening, 'at' | 'noun' | 'actor' | 'subjectId' | 'areaCode'> {
  seq: number;
  before: FeatureText | null;
  after: FeatureText;
}

/** Nouns of the demo's log that a handover tells of. */
const NOUNS: readonly string[] = ['incidents', 'alarms', 'checkpoints'];

/** What a handover looks at of an event, as server/queries/shift-events.ts reads it; undefined of what it does not tell of. */
export function shiftEventOf(event: ToldEvent): ShiftEvent | undefined {
  const { seq, at, noun, actor, subjectId: id, areaCode } = event;
  if (!NOUNS.includes(noun)) return undefined;
  const after = propertiesOf(event.after);
  const before = event.before && propertiesOf(event.before);
  const label = String(after.number ?? after.subjectLabel ?? after.code ?? '');
  return {
    seq,
    at: isoTime(at),
    noun,
    kind: before ? 'update' : 'create',
    id,
    areaCode,
    label,
    labelEn: label,
    actorName: actor && demoName(actor),
    priority: (after.priority as number | undefined) ?? null,
    became: stateOf(after),
    was: before && stateOf(before),
    missed: missedOf(after),
    missedBefore: before ? missedOf(before) : 0,
    alarmKind: noun === 'alarms' ? String(after.kind) : null,
    act: (after.lastAct as string | undefined) ?? null,
  };
}

type Properties = Record<string, unknown>;

function propertiesOf(text: FeatureText): Properties {
  return (JSON.parse(wholeText(text)) as { properties: Properties }).properties;
}

function stateOf({ status, state }: Properties): string | null {
  return ((status ?? state) as string | undefined) ?? null;
}

function missedOf({ missed }: Properties): number {
  return Array.isArray(missed) ? missed.length : 0;
}
