import type { AccountRole } from '../../core/vocabulary.ts';
import { chainHash } from '../../server/queries/events.ts';
import { demoAccountId } from './demo-accounts.ts';
import { type FeatureText, storedBeforeText, wholeText } from './feature-text.ts';
import { toldFiles } from './file-tales.ts';
import { happeningsOf } from './happenings.ts';
import { isoTime } from './iso-time.ts';
import { type SeededKeyframe, SeededKeyframes } from './keyframes.ts';
import type { SeededCity } from './seeded-city.ts';
import { ShiftBook, type ShiftPapers } from './shift-book.ts';
import { thingTales } from './thing-tales.ts';
import type { ToldEvent } from './told-events.ts';

export const EVENT_COLUMNS = [
  'seq',
  'at',
  'actor_id',
  'noun',
  'kind',
  'subject_id',
  'area_code',
  'old_area_code',
  'before',
  'after',
  'prev_hash',
  'hash',
] as const;

/** What happened to one thing at one time. What happened to one thing is told once, and in its order. */
export interface Happening {
  /** Milliseconds since 1970. */
  at: number;
  noun:
    | 'incidents'
    | 'units'
    | 'checkpoints'
    | 'devices'
    | 'alarms'
    | 'cases'
    | 'risks'
    | 'handovers'
    | 'handover_notes';
  actor: AccountRole | null;
  subjectId: string;
  areaCode: string;
  /** What it was before, null before a creation, and after. */
  tell(): Told<FeatureText> | Told<string>;
}

/** Features; or other records, as canonical JSON. */
export interface Told<T extends FeatureText | string> {
  before: T | null;
  after: T;
}

/** A log as rows of `EVENT_COLUMNS`: CSV in UTF-8, whole rows in each chunk. */
export interface WrittenLog {
  csv(): AsyncIterable<Uint8Array<ArrayBuffer>> | Iterable<Uint8Array<ArrayBuffer>>;
  /** Number and hash of the last row that was given out. */
  readonly head: { seq: number; hash: string };
  /** Of the time up to that row. */
  readonly keyframes: readonly SeededKeyframe[];
  /** Handovers and their notes, of the time up to that row. */
  readonly papers: ShiftPapers;
}

const CHUNK_BYTES = 4 << 20;
/** More than a row takes. */
const ROW_BYTES = 64 << 10;

/** The event log of the city's last days: happenings in the order of time as rows, chained by their hashes. */
export class EventLog implements WrittenLog {
  readonly #seeded: SeededCity;
  readonly #happenings: readonly Happening[];
  readonly #keyframes: SeededKeyframes;
  readonly #shifts: ShiftBook;
  head = { seq: 0, hash: '' };

  constructor(seeded: SeededCity) {
    const tales = thingTales(seeded);
    this.#seeded = seeded;
    const files = toldFiles(seeded);
    this.#keyframes = new SeededKeyframes(seeded, tales, files);
    this.#shifts = new ShiftBook(seeded, (noun, ms) => this.#keyframes.stateAt(noun, ms));
    const happenings = [...happeningsOf(seeded, tales, files), ...this.#shifts.happenings()];
    this.#happenings = happenings.sort((a, b) => a.at - b.at);
  }

  get papers(): ShiftPapers {
    return this.#shifts.papers;
  }

  get keyframes(): readonly SeededKeyframe[] {
    return this.#keyframes.made;
  }

  *csv(): Generator<Uint8Array<ArrayBuffer>> {
    let chunk = Buffer.allocUnsafe(CHUNK_BYTES + ROW_BYTES);
    let length = 0;
    for (const happening of this.#happenings) {
      length += chunk.write(this.#line(happening), length);
      if (length < CHUNK_BYTES) continue;
      yield chunk.subarray(0, length);
      chunk = Buffer.allocUnsafe(CHUNK_BYTES + ROW_BYTES);
      length = 0;
    }
    this.#keyframes.finish();
    if (length > 0) yield chunk.subarray(0, length);
  }

  #line({ at, noun, actor, subjectId, areaCode, tell }: Happening): string {
    const seq = this.head.seq + 1;
    const { before, after, stored } = this.#textsOf(tell(), { seq, at, noun, actor, subjectId, areaCode });
    const prevHash = this.head.hash;
    const actorId = actor && demoAccountId(this.#seeded, actor);
    const kind = before === null ? 'create' : 'update';
    const facts = [seq, at, actorId, noun, kind, subjectId, areaCode, null];
    const hash = chainHash(prevHash, facts, before ?? 'null', after);
    this.head = { seq, hash };
    return `${seq},${isoTime(at)},${actorId ?? ''},${noun},${kind},${subjectId},${areaCode},,${stored === null ? '' : quoted(stored)},${quoted(after)},${prevHash || '""'},${hash}\n`;
  }

  /** As canonical JSON, with what is stored of `before`. Keyframes and handovers hear of Features. */
  #textsOf(
    told: ReturnType<Happening['tell']>,
    event: Omit<ToldEvent, 'before' | 'after'>,
  ): { before: string | null; after: string; stored: string | null } {
    if (isPlain(told)) return { ...told, stored: told.before };
    const { before, after } = told;
    this.#keyframes.take(event.noun, event.at, event.subjectId, after);
    this.#shifts.take({ ...event, before, after });
    return {
      before: before && wholeText(before),
      after: wholeText(after),
      stored: before && storedBeforeText(before, after),
    };
  }
}

function isPlain(told: ReturnType<Happening['tell']>): told is Told<string> {
  return typeof told.after === 'string';
}

function quoted(json: string): string {
  return `"${json.replaceAll('"', '""')}"`;
}
