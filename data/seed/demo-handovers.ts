import { cityShift, DEFAULT_CITY_ZONE } from '../../core/city-time.ts';
import type { HandoverNote, HandoverSummary, ShiftChanges } from '../../core/contract/handover.ts';
import type { Incident } from '../../core/contract/incident.ts';
import { changesOf } from '../../core/handover/changes.ts';
import { summaryOf } from '../../core/handover/summary.ts';
import { incidentAsOf } from '../../core/incident/as-of.ts';
import { DEFAULT_TARGETS } from '../../core/incident/deadlines.ts';
import type { Queryable } from '../../server/database/database.ts';
import { sql } from '../../server/database/sql.ts';
import { insertNote } from '../../server/queries/handover-notes.ts';
import { insertHandover, signHandoverOn } from '../../server/queries/handovers.ts';
import { INCIDENTS } from '../../server/queries/nouns.ts';
import { selectFrom, toFeature } from '../../server/queries/placed.ts';
import { MAX_SHIFT_EVENTS, selectShiftEvents } from '../../server/queries/shift-events.ts';
import type { SeededCity } from './seeded-city.ts';

const MINUTE_MS = 60_000;
const SHIFTS_BACK = 3;

/** Notes of the demo: matters, no persons. Written so many shifts back. */
const NOTES: readonly { shiftsBack: number; text: string }[] = [
  { shiftsBack: 3, text: '城东区夜间施工占道，路口安排协管员值守，预计本周内完工。' },
  { shiftsBack: 2, text: '今明两日有大风，注意工地围挡与广告牌，发现隐患先设警戒再上报。' },
  { shiftsBack: 1, text: '晚间集市散场人流较大，请提前安排步巡力量。' },
];

/** The last handovers of the demo city, each as the watch stood then by the times of its incidents, with notes that still stand. */
export async function insertDemoHandovers(tx: Queryable, seeded: SeededCity): Promise<void> {
  const { city, asOfMs, id } = seeded;
  const areaCode = city.areas.find(({ level }) => level === 'city')?.code ?? '';
  const roles = await rolesOf(tx);
  const ends = endsOfShifts(asOfMs);
  const incidents = await incidentsSince(tx, asOfMs - 4 * 24 * 60 * MINUTE_MS);
  const notes: HandoverNote[] = [];
  for (const [index, toMs] of ends.slice(1).entries()) {
    const fromMs = ends[index] ?? toMs;
    const [off, on] = index % 2 === 0 ? ['operator', 'dispatcher'] : ['dispatcher', 'operator'];
    const signedOffBy = roles.get(off) ?? '';
    for (const { text } of NOTES.filter(({ shiftsBack }) => shiftsBack === SHIFTS_BACK - index)) {
      const at = new Date(toMs - 20 * MINUTE_MS).toISOString();
      const note = { id: id('handover_note', index, Date.parse(at)), areaCode, at, text, subject: null };
      await insertNote(tx, { ...note, accountId: signedOffBy });
      notes.push({ ...note, authorName: `演示 Demo ${off}`, struckAt: null, struckByName: null, version: 1 });
    }
    const shift = { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() };
    const summary = summaryAt(incidents, notes, areaCode, await changesIn(tx, areaCode, shift));
    const handoverId = id('handover', index, toMs);
    await insertHandover(tx, { id: handoverId, summary, signedOffBy });
    const signedOnMs = toMs + 4 * MINUTE_MS;
    const span = { from: summary.to, to: new Date(signedOnMs).toISOString() };
    const changes = await changesIn(tx, areaCode, span);
    await signHandoverOn(tx, {
      id: handoverId,
      by: roles.get(on) ?? '',
      now: span.to,
      aloneReason: null,
      changes,
    });
  }
}

/** When shifts ended up to the last one before `asOfMs`, a few minutes past the hour as people do. */
function endsOfShifts(asOfMs: number): number[] {
  const ends: number[] = [];
  let startMs = cityShift(DEFAULT_CITY_ZONE, asOfMs - 10 * MINUTE_MS).startMs;
  for (let back = 0; back <= SHIFTS_BACK; back++) {
    ends.unshift(startMs + (2 + back) * MINUTE_MS);
    startMs = cityShift(DEFAULT_CITY_ZONE, startMs - 1).startMs;
  }
  return ends;
}

async function rolesOf(tx: Queryable): Promise<Map<string, string>> {
  const rows = await tx.query<{ login: string; id: string }>(sql`SELECT login, id FROM account`);
  return new Map(rows.map(({ login, id }) => [login, id]));
}

async function incidentsSince(tx: Queryable, sinceMs: number): Promise<Incident[]> {
  const since = new Date(sinceMs).toISOString();
  const rows = await tx.query<Parameters<typeof toFeature>[0]>(
    sql`${selectFrom(INCIDENTS)} WHERE t.reported_at >= ${since}::timestamptz ORDER BY t.reported_at`,
  );
  return rows.map((row) => toFeature(row) as unknown as Incident);
}

function summaryAt(
  incidents: readonly Incident[],
  notes: readonly HandoverNote[],
  areaCode: string,
  changes: ShiftChanges,
): HandoverSummary {
  const { from, to } = changes;
  const [fromMs, toMs] = [Date.parse(from), Date.parse(to)];
  return summaryOf({
    areaCode,
    shift: cityShift(DEFAULT_CITY_ZONE, (fromMs + toMs) / 2).shift,
    from,
    to,
    incidents: incidents
      .filter(({ properties }) => Date.parse(properties.reportedAt) <= toMs)
      .map((incident) => incidentAsOf(incident, toMs)),
    alarms: [],
    suppressions: [],
    units: [],
    lastFixMs: new Map(),
    devices: [],
    checkpoints: [],
    feeds: [],
    notes: [...notes],
    changes,
    targets: DEFAULT_TARGETS,
  });
}

/** What the log of the city tells of a span. */
async function changesIn(
  tx: Queryable,
  scopeCode: string,
  span: { from: string; to: string },
): Promise<ShiftChanges> {
  const events = await selectShiftEvents(tx, { scopeCode, ...span });
  return changesOf(events.slice(-MAX_SHIFT_EVENTS), span, events.length <= MAX_SHIFT_EVENTS);
}
