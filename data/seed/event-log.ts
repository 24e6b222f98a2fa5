import { ACCOUNT_ROLES, type AccountRole } from '../../core/vocabulary.ts';
import { chainHash } from '../../server/queries/events.ts';
import type { SeededCity } from './seeded-city.ts';

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
  noun: 'incidents' | 'units' | 'checkpoints' | 'devices';
  actor: AccountRole | null;
  subjectId: string;
  areaCode: string;
  /** The Features before and after, as canonical JSON; before a creation there is none. */
  tell(): { before: string | null; after: string };
}

/** A log as rows of `EVENT_COLUMNS`: CSV in UTF-8, whole rows in each chunk. */
export interface WrittenLog {
  csv(): AsyncIterable<Uint8Array<ArrayBuffer>> | Iterable<Uint8Array<ArrayBuffer>>;
  /** Number and hash of the last row that was given out. */
  readonly head: { seq: number; hash: string };
}

const CHUNK_BYTES = 4 << 20;
/** More than a row takes. */
const ROW_BYTES = 64 << 10;

/** The event log of the city's last days: happenings in the order of time as rows, chained by their hashes. */
export class EventLog implements WrittenLog {
  readonly #seeded: SeededCity;
  readonly #happenings: readonly Happening[];
  head = { seq: 0, hash: '' };

  constructor(seeded: SeededCity, happenings: readonly Happening[]) {
    this.#seeded = seeded;
    this.#happenings = happenings.toSorted((a, b) => a.at - b.at);
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
    if (length > 0) yield chunk.subarray(0, length);
  }

  #line({ at, noun, actor, subjectId, areaCode, tell }: Happening): string {
    const { before, after } = tell();
    const seq = this.head.seq + 1;
    const prevHash = this.head.hash;
    const actorId = actor && this.#seeded.id('account', ACCOUNT_ROLES.indexOf(actor));
    const kind = before === null ? 'create' : 'update';
    const facts = [seq, at, actorId, noun, kind, subjectId, areaCode, null];
    const hash = chainHash(prevHash, facts, before ?? 'null', after);
    this.head = { seq, hash };
    const time = new Date(at).toISOString();
    const features = `${before === null ? '' : quoted(before)},${quoted(after)}`;
    return `${seq},${time},${actorId ?? ''},${noun},${kind},${subjectId},${areaCode},,${features},${prevHash || '""'},${hash}\n`;
  }
}

function quoted(json: string): string {
  return `"${json.replaceAll('"', '""')}"`;
}
