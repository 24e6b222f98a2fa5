import { gzipSync } from 'node:zlib';
import type { Incident } from '../../core/contract/incident.ts';
import type { LiveNoun, LiveNouns } from '../../core/contract/live.ts';
import { incidentAsOf } from '../../core/incident/as-of.ts';
import { isIncidentHeld, isOver } from '../../core/live/held.ts';
import type { Keyframe } from '../../server/queries/keyframes.ts';
import { INCIDENTS } from '../../server/queries/nouns.ts';
import { type FeatureText, FeatureWriter, wholeText } from './feature-text.ts';
import type { ToldFile } from './file-tales.ts';
import { isLogged } from './incident-course.ts';
import { placeOf, standingIncident } from './incident-record.ts';
import type { SeededCity } from './seeded-city.ts';
import type { ThingTale } from './thing-tales.ts';

export interface SeededKeyframe extends Keyframe {
  things: number;
}

const DAY_MS = 86_400_000;
/** As the server makes them: one in so many events, or a day. */
const EVERY_EVENTS = 1000;

/** The Features of a noun at an instant (milliseconds since 1970), as JSON. */
type StateAt = (ms: number) => string[];

/** Keyframes of the log while it is being written: what the server would make of it, which takes it longer. */
export class SeededKeyframes {
  readonly made: SeededKeyframe[] = [];
  readonly #frames: Map<string, { noun: LiveNoun; frames: Frames }>;
  readonly #endMs: number;

  constructor(seeded: SeededCity, tales: readonly ThingTale[], files: readonly ToldFile[]) {
    const startMs = seeded.history.from * 1000;
    this.#endMs = seeded.asOfMs;
    this.#frames = new Map();
    const add = (noun: LiveNoun, things: Map<string, string>, stateAt: StateAt) =>
      this.#frames.set(noun, { noun, frames: new Frames(startMs, things, stateAt) });
    for (const tale of tales) {
      const things = thingsAtStart(seeded, tale);
      add(tale.noun, things, () => [...things.values()]);
    }
    const incidents = new Map<string, string>();
    add('incidents', incidents, heldIncidents(seeded, incidents));
    for (const noun of ['alarms', 'cases', 'risks'] as const) {
      const things = filesAt(files, noun, startMs);
      add(noun, things, () => held(noun, things));
    }
  }

  /** The Features of a noun at `ms`, as JSON; `ms` is not before what was taken last. */
  stateAt(noun: LiveNoun, ms: number): string[] {
    return this.#frames.get(noun)?.frames.stateAt(ms) ?? [];
  }

  /** What became of a thing at `atMs`; in the order of time. */
  take(noun: string, atMs: number, id: string, after: FeatureText): void {
    const { frames } = this.#make(noun, atMs);
    frames.take(atMs, id, wholeText(noun === 'units' ? withoutPlace(after) : after));
  }

  /** Up to the city's instant. */
  finish(): void {
    for (const noun of this.#frames.keys()) this.#make(noun, this.#endMs);
  }

  #make(name: string, beforeMs: number): { frames: Frames } {
    const kept = this.#frames.get(name);
    if (!kept) throw new Error(`there are no keyframes of ${name}`);
    const { noun, frames } = kept;
    for (const { atMs, features } of frames.dueBefore(beforeMs)) {
      const body = gzipSync(`[${features.join(',')}]`, { level: 6 });
      this.made.push({ noun, atMs, body, things: features.length });
    }
    return kept;
  }
}

/** When keyframes of one noun are due, the first at the start. */
class Frames {
  /** Features by id, as JSON. */
  readonly #things: Map<string, string>;
  readonly stateAt: StateAt;
  #madeMs: number;
  #takenMs = Number.NEGATIVE_INFINITY;
  #events = 0;

  constructor(startMs: number, things: Map<string, string>, stateAt: StateAt) {
    this.#things = things;
    this.stateAt = stateAt;
    this.#madeMs = startMs - DAY_MS;
  }

  take(atMs: number, id: string, feature: string): void {
    this.#things.set(id, feature);
    this.#takenMs = atMs;
    this.#events++;
  }

  /** Those of instants before `ms` of which all is known. */
  *dueBefore(ms: number): Generator<{ atMs: number; features: string[] }> {
    for (let atMs = this.#nextMs(ms); atMs < ms; atMs = this.#nextMs(ms)) {
      yield { atMs, features: this.stateAt(atMs) };
      this.#madeMs = atMs;
      this.#events = 0;
    }
  }

  #nextMs(ms: number): number {
    const isMany = this.#events >= EVERY_EVENTS && this.#takenMs < ms;
    return isMany ? this.#takenMs : this.#madeMs + DAY_MS;
  }
}

function thingsAtStart({ history }: SeededCity, tale: ThingTale): Map<string, string> {
  const first = new Map<number, string>();
  for (const { thing, from } of tale.changes) if (!first.has(thing)) first.set(thing, from);
  return new Map(
    tale.states.map((state, thing) => {
      const own = { state: first.get(thing) ?? state, since: history.from, version: 1 };
      return [tale.subject(thing).subjectId, wholeText(tale.write(thing, own, null))];
    }),
  );
}

/** Where a unit was is told by its fixes alone. */
function withoutPlace({ id, properties }: FeatureText): FeatureText {
  const nowhere = properties.map((text) =>
    text.replace(/^("(?:headingDegrees|speedKmh|fixAt)"):.*/, '$1:null'),
  );
  return { id, geometry: 'null', properties: nowhere };
}

/** Things that the live set held; `told` forgets the others. */
function held<N extends 'alarms' | 'cases' | 'risks'>(noun: N, told: Map<string, string>): string[] {
  for (const [id, text] of told) if (isOver(noun, JSON.parse(text) as LiveNouns[N])) told.delete(id);
  return [...told.values()];
}

/** What files were before `ms`. */
function filesAt(files: readonly ToldFile[], noun: LiveNoun, ms: number): Map<string, string> {
  const known = files.flatMap((file): [string, string][] => {
    const last = file.noun === noun ? file.steps.filter(({ at }) => at < ms).at(-1) : undefined;
    return last ? [[file.id, wholeText(last.after)]] : [];
  });
  return new Map(known);
}

/** Incidents that the live set held: those of the log in `told`, which forgets what is over, and those from before it. */
function heldIncidents(seeded: SeededCity, told: Map<string, string>): StateAt {
  const untold = incidentsBefore(seeded);
  return (ms) => {
    for (const [id, text] of told) if (!isIncidentHeld(JSON.parse(text) as Incident, ms)) told.delete(id);
    const then = untold.map((incident) => incidentAsOf(incident, ms));
    const held = then.filter((incident) => isIncidentHeld(incident, ms));
    return [...told.values(), ...held.map((incident) => JSON.stringify(incident))];
  };
}

/** Incidents that the log does not tell of, and that the live set held after it began. */
function incidentsBefore(seeded: SeededCity): Incident[] {
  const { incidents } = seeded.city;
  const writer = new FeatureWriter(INCIDENTS, ['assignments']);
  const since = seeded.history.from - DAY_MS / 1000;
  const found: Incident[] = [];
  for (let index = incidents.count - 1; index >= 0 && incidents.reportedAt[index]! > since; index--) {
    if (isLogged(seeded, index)) continue;
    const record = standingIncident(seeded, index);
    found.push(JSON.parse(wholeText(writer.write(record.id, placeOf(seeded, index), record))) as Incident);
  }
  return found;
}
