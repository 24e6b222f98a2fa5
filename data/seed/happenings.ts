import type { AccountRole, IncidentStatus } from '../../core/vocabulary.ts';
import { ALARMS, INCIDENTS } from '../../server/queries/nouns.ts';
import { alarmRow, alarmTales } from './alarm-tales.ts';
import type { Happening } from './event-log.ts';
import { type FeatureText, FeatureWriter } from './feature-text.ts';
import type { ToldFile } from './file-tales.ts';
import { courseOf, isLogged } from './incident-course.ts';
import { changedBy, newIncident, placeOf, takeStep } from './incident-record.ts';
import type { SeededCity } from './seeded-city.ts';
import type { ThingTale } from './thing-tales.ts';

/** Everything that the log of the city's last days tells. */
export function happeningsOf(
  seeded: SeededCity,
  tales: readonly ThingTale[],
  files: readonly ToldFile[],
): Happening[] {
  const things = tales.flatMap((tale) => thingHappenings(seeded, tale));
  const ofFiles = files.flatMap((file) => [...fileHappenings(seeded, file)]);
  return [...incidentHappenings(seeded), ...things, ...alarmHappenings(seeded), ...ofFiles];
}

const ACTORS: Partial<Record<IncidentStatus, AccountRole>> = {
  reported: 'operator',
  verified: 'operator',
  closed: 'operator',
  duplicate: 'operator',
  false_alarm: 'operator',
};

function* incidentHappenings(seeded: SeededCity): Generator<Happening> {
  const writer = new FeatureWriter(INCIDENTS, ['assignments']);
  for (let index = seeded.city.incidents.count - 1; index >= 0 && isLogged(seeded, index); index--) {
    const record = newIncident(seeded, index);
    let last: FeatureText | null = null;
    for (const step of courseOf(seeded, index)) {
      const tell = () => {
        takeStep(record, step);
        const before = last;
        last = before
          ? writer.rewrite(before, changedBy(step, record))
          : writer.write(record.id, placeOf(seeded, index), record);
        return { before, after: last };
      };
      const actor = ACTORS[step.status] ?? 'dispatcher';
      yield { at: step.at, noun: 'incidents', actor, subjectId: record.id, areaCode: record.area_code, tell };
    }
  }
}

/** Changes of state with the versions before and after; what a thing was before its first one it had been since the log begins. */
function thingHappenings({ history }: SeededCity, { noun, changes, subject, write }: ThingTale): Happening[] {
  const last = new Map<number, { version: number; since: number }>();
  return changes.map(({ thing, at, from, to }) => {
    const { version, since } = last.get(thing) ?? { version: 1, since: history.from };
    last.set(thing, { version: version + 1, since: at });
    return {
      at: at * 1000,
      noun,
      actor: noun === 'checkpoints' ? 'dispatcher' : null,
      ...subject(thing),
      tell: () => ({
        before: write(thing, { state: from, since, version }, at),
        after: write(thing, { state: to, since: at, version: version + 1 }, at),
      }),
    };
  });
}

function* alarmHappenings(seeded: SeededCity): Generator<Happening> {
  const writer = new FeatureWriter(ALARMS, ['acknowledgedByName', 'setAsideByName']);
  for (const tale of alarmTales(seeded)) {
    const told = tale.steps.map(({ alarm }, step) =>
      writer.write(alarm.id, tale.point, alarmRow(tale, step)),
    );
    for (const [step, { at, actor, alarm }] of tale.steps.entries()) {
      const tell = () => ({ before: told[step - 1] ?? null, after: told[step]! });
      yield { at, noun: 'alarms', actor, subjectId: alarm.id, areaCode: alarm.properties.areaCode, tell };
    }
  }
}

function* fileHappenings(
  { history }: SeededCity,
  { noun, id, areaCode, steps }: ToldFile,
): Generator<Happening> {
  for (const [step, { at, actor, after }] of steps.entries()) {
    if (history.days === 0 || at < history.from * 1000) continue;
    const tell = () => ({ before: steps[step - 1]?.after ?? null, after });
    yield { at, noun, actor, subjectId: id, areaCode, tell };
  }
}
