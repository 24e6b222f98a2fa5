import type { AccountRole } from '../../core/vocabulary.ts';
import { chainHash } from '../../server/queries/events.ts';
import { demoAccountId } from './demo-accounts.ts';
import { type FeatureText, storedBeforeText, wholeText } from './feature-text.ts';
import { happeningsOf } from './happenings.ts';
import { isoTime } from './iso-time.ts';
import { type SeededKeyframe, SeededKeyframes } from './keyframes.ts';
import type { SeededCity } from './seeded-city.ts';
import { thingTales } from './thing-tales.ts';

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
  noun: 'incidents' | 'units' | 'checkpoints' | 'devices' | 'alarms';
  actor: AccountRole | null;
  subjectId: string;
  areaCode: string;
  /** The Features before and after; before a creation there is none. */
  tell(): { before: FeatureText | null; after: FeatureText };
}

/** A log as rows of `EVENT_COLUMNS`: CSV in UTF-8, whole rows in each chunk. */
export interface WrittenLog {
  csv(): AsyncIterable<Uint8Array<ArrayBuffer>> | Iterable<Uint8Array<ArrayBuffer>>;
  /** Number and hash of the last row that was given out. */
  readonly head: { seq: number; hash: string };
  /** Of the time up to that row. */
  readonly keyframes: readonly SeededKeyframe[];
}

const CHUNK_BYTES = 4 << 20;
/** More than a row takes. */
const ROW_BYTES = 64 << 10;

/** The event log of the city's last days: happenings in the order of time as rows, chained by their hashes. */
export class EventLog implements WrittenLog {
  readonly #seeded: SeededCity;
  readonly #happenings: readonly Happening[];
  readonly #keyframes: SeededKeyframes;
  head = { seq: 0, hash: '' };

  constructor(seeded: SeededCity) {
    const tales = thingTales(seeded);
    this.#seeded = seeded;
    this.#happenings = happeningsOf(seeded, tales).sort((a, b) => a.at - b.at);
    this.#keyframes = new SeededKeyframes(seeded, tales);
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
    const told = tell();
    const before = told.before && wholeText(told.before);
    const after = wholeText(told.after);
    this.#keyframes.take(noun, at, subjectId, told.after);
    const seq = this.head.seq + 1;
    const prevHash = this.head.hash;
    const actorId = actor && demoAccountId(this.#seeded, actor);
    const kind = before === null ? 'create' : 'update';
    const facts = [seq, at, actorId, noun, kind, subjectId, areaCode, null];
    const hash = chainHash(prevHash, facts, before ?? 'null', after);
    this.head = { seq, hash };
    const stored = told.before ? quoted(storedBeforeText(told.before, told.after)) : '';
    return `${seq},${isoTime(at)},${actorId ?? ''},${noun},${kind},${subjectId},${areaCode},,${stored},${quoted(after)},${prevHash || '""'},${hash}\n`;
  }
}

function quoted(json: string): string {
  return `"${json.replaceAll('"', '""')}"`;
}
