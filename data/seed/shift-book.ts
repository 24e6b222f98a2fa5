import { cityShift, DEFAULT_CITY_ZONE } from '../../core/city-time.ts';
import type {
  HandoverHead,
  HandoverNote,
  HandoverSummary,
  ShiftChanges,
} from '../../core/contract/handover.ts';
import type { LiveNoun, LiveNouns } from '../../core/contract/live.ts';
import { changesOf } from '../../core/handover/changes.ts';
import type { ShiftEvent } from '../../core/handover/happenings.ts';
import { summaryOf } from '../../core/handover/summary.ts';
import { DEFAULT_TARGETS } from '../../core/incident/deadlines.ts';
import type { AccountRole } from '../../core/vocabulary.ts';
import { canonicalJson } from '../../server/queries/canonical-json.ts';
import { hashSummary } from '../../server/queries/handovers.ts';
import { demoAccountId, demoName } from './demo-accounts.ts';
import type { Happening } from './event-log.ts';
import { isoTime } from './iso-time.ts';
import type { SeededCity } from './seeded-city.ts';
import { shiftEventOf, type ToldEvent } from './told-events.ts';
import { fixAt } from './unit-fix.ts';

const MINUTE_MS = 60_000;
const SHIFTS_BACK = 3;
/** Nothing else in the demo's log happens at a part of a second: who signs sees what is before, and all of it. */
const SIGNED_MS = 20_350;
const NOTE_BEFORE_MS = 20 * MINUTE_MS;
const SIGNED_ON_AFTER_MS = 4 * MINUTE_MS;

/** Notes of the demo, one a shift: matters, no persons. */
const NOTES: readonly string[] = [
  '城东区夜间施工占道，路口安排协管员值守，预计本周内完工。',
  '今明两日有大风，注意工地围挡与广告牌，发现隐患先设警戒再上报。',
  '晚间集市散场人流较大，请提前安排步巡力量。',
];

/** A handover as it is stored. */
export interface SeededHandover {
  id: string;
  summary: HandoverSummary;
  signedOffBy: string;
  signedOnBy: string;
  /** ISO 8601 UTC. */
  signedOnAt: string;
  changes: ShiftChanges;
}
export interface ShiftPapers {
  handovers: SeededHandover[];
  notes: (HandoverNote & { accountId: string })[];
}

/** The city as the log that is being written has told it so far. */
type StateAt = (noun: LiveNoun, ms: number) => string[];

interface Shift {
  index: number;
  fromMs: number;
  toMs: number;
  off: AccountRole;
  on: AccountRole;
}

/** The last handovers of the demo city, written while its log is: each tells what the log has told. */
export class ShiftBook {
  readonly papers: ShiftPapers = { handovers: [], notes: [] };
  readonly #seeded: SeededCity;
  readonly #stateAt: StateAt;
  readonly #areaCode: string;
  readonly #shifts: readonly Shift[];
  readonly #events: ShiftEvent[] = [];

  constructor(seeded: SeededCity, stateAt: StateAt) {
    this.#seeded = seeded;
    this.#stateAt = stateAt;
    this.#areaCode = seeded.city.areas.find(({ level }) => level === 'city')?.code ?? '';
    this.#shifts = shiftsUpTo(seeded);
  }

  /** The signatures and notes; each tells, when its turn in the log comes, what stood there then. */
  *happenings(): Generator<Happening> {
    for (const shift of this.#shifts) {
      const { index, toMs, off, on } = shift;
      const noteMs = toMs - NOTE_BEFORE_MS;
      const ids = {
        note: this.#seeded.id('handover_note', index, noteMs),
        handover: this.#seeded.id('handover', index, toMs),
      };
      const about = { areaCode: this.#areaCode };
      yield {
        ...about,
        noun: 'handover_notes',
        at: noteMs,
        actor: off,
        subjectId: ids.note,
        tell: () => ({ before: null, after: canonicalJson(this.#note(ids.note, shift, noteMs)) }),
      };
      yield {
        ...about,
        noun: 'handovers',
        at: toMs,
        actor: off,
        subjectId: ids.handover,
        tell: () => ({ before: null, after: canonicalJson(this.#signOff(ids.handover, shift)) }),
      };
      const signedOnMs = toMs + SIGNED_ON_AFTER_MS;
      yield {
        ...about,
        noun: 'handovers',
        at: signedOnMs,
        actor: on,
        subjectId: ids.handover,
        tell: () => this.#signOn(shift, signedOnMs),
      };
    }
  }

  take(event: ToldEvent): void {
    if (event.at < (this.#shifts[0]?.fromMs ?? Number.POSITIVE_INFINITY)) return;
    const told = shiftEventOf(event);
    if (told) this.#events.push(told);
  }

  #note(id: string, { index, off }: Shift, atMs: number): HandoverNote {
    const note: HandoverNote = {
      id,
      areaCode: this.#areaCode,
      at: isoTime(atMs),
      authorName: demoName(off),
      text: NOTES[index % NOTES.length] ?? '',
      subject: null,
      struckAt: null,
      struckByName: null,
      version: 1,
    };
    this.papers.notes.push({ ...note, accountId: demoAccountId(this.#seeded, off) });
    return note;
  }

  #signOff(id: string, { fromMs, toMs, off, on }: Shift): HandoverHead {
    const handover: SeededHandover = {
      id,
      summary: this.#summary(fromMs, toMs),
      signedOffBy: demoAccountId(this.#seeded, off),
      signedOnBy: demoAccountId(this.#seeded, on),
      signedOnAt: isoTime(toMs + SIGNED_ON_AFTER_MS),
      changes: this.#changes(toMs, toMs),
    };
    this.papers.handovers.push(handover);
    return headOf(handover, demoName(off));
  }

  #signOn({ toMs, off, on }: Shift, signedOnMs: number): { before: string; after: string } {
    const handover = this.papers.handovers.at(-1)!;
    handover.changes = this.#changes(toMs, signedOnMs);
    const before = headOf(handover, demoName(off));
    const { signedOnAt, signedOnBy } = handover;
    const signed = { state: 'signed_on', signedOnAt, signedOnBy, signedOnByName: demoName(on) } as const;
    const after: HandoverHead = { ...before, ...signed, version: 2, updatedAt: signedOnAt };
    return { before: canonicalJson(before), after: canonicalJson(after) };
  }

  /** What the log tells of [fromMs, toMs). */
  #changes(fromMs: number, toMs: number): ShiftChanges {
    const span = { from: isoTime(fromMs), to: isoTime(toMs) };
    const events = this.#events.filter(({ at }) => at >= span.from && at < span.to);
    return changesOf(events, span, true);
  }

  #summary(fromMs: number, toMs: number): HandoverSummary {
    const changes = this.#changes(fromMs, toMs);
    const state = <N extends LiveNoun>(noun: N) =>
      this.#stateAt(noun, toMs).map((text) => JSON.parse(text) as LiveNouns[N]);
    const { history, unitId } = this.#seeded;
    const fixes = history.tracks.flatMap((track, unit): [string, number][] => {
      const fix = fixAt(track, toMs / 1000);
      return fix ? [[unitId(unit), fix.fixAt]] : [];
    });
    return summaryOf({
      areaCode: this.#areaCode,
      shift: cityShift(DEFAULT_CITY_ZONE, (fromMs + toMs) / 2).shift,
      from: changes.from,
      to: changes.to,
      incidents: state('incidents'),
      alarms: state('alarms'),
      suppressions: [],
      units: state('units'),
      lastFixMs: new Map(fixes),
      devices: state('devices'),
      checkpoints: state('checkpoints'),
      feeds: [],
      notes: this.papers.notes.map(({ accountId: _, ...note }) => note),
      changes,
      targets: DEFAULT_TARGETS,
    });
  }
}

/** A handover that waits to be signed on. */
function headOf({ id, summary, signedOffBy }: SeededHandover, signedOffByName: string): HandoverHead {
  const { areaCode, shift, from, to } = summary;
  return {
    id,
    areaCode,
    shift,
    from,
    to,
    state: 'signed_off',
    summaryHash: hashSummary(summary),
    signedOffAt: to,
    signedOffBy,
    signedOffByName,
    signedOnAt: null,
    signedOnBy: null,
    signedOnByName: null,
    aloneReason: null,
    version: 1,
    updatedAt: to,
  };
}

/** The last shifts that the log tells of whole, ended a few minutes past the hour as people do. */
function shiftsUpTo({ asOfMs, history }: SeededCity): Shift[] {
  const ends: number[] = [];
  let startMs = cityShift(DEFAULT_CITY_ZONE, asOfMs - 10 * MINUTE_MS).startMs;
  for (let back = 0; back <= SHIFTS_BACK; back++) {
    ends.unshift(startMs + (2 + back) * MINUTE_MS + SIGNED_MS);
    startMs = cityShift(DEFAULT_CITY_ZONE, startMs - 1).startMs;
  }
  return ends.slice(1).flatMap((toMs, index): Shift[] => {
    const fromMs = ends[index] ?? toMs;
    if (history.days === 0 || fromMs < history.from * 1000) return [];
    const [off, on] =
      index % 2 === 0 ? (['operator', 'dispatcher'] as const) : (['dispatcher', 'operator'] as const);
    return [{ index, fromMs, toMs, off, on }];
  });
}
