import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { Alarm } from '../../../core/contract/alarm.ts';
import { type AlarmStanding, standingAfter } from '../../../core/live/alarm.ts';
import type { AlarmAct } from '../../../core/vocabulary.ts';
import { actOnAlarm, type PersonsAct } from '../../../server/commands/alarm-acts.ts';
import { expireShelves, observeConditions, suppressAlarms } from '../../../server/commands/alarms.ts';
import type { Queryable } from '../../../server/database/database.ts';
import { sql } from '../../../server/database/sql.ts';
import { selectAlarmsOf } from '../../../server/queries/alarms.ts';
import { eventsAfter, verifyChain } from '../../../server/queries/events.ts';
import { withDatabases } from '../../support/databases.ts';
import { condition } from '../conditions.ts';
import { CITY, loadSmallCity } from '../small-city.ts';

/** What happens to one of two alarms: a rule sees something, or somebody acts. */
type Step =
  | { who: 'a' | 'b'; sees: { isActive: boolean; priority: 1 | 2 | 3 | 4 } }
  | { who: 'a' | 'b'; does: PersonsAct['act'] | 'suppress' | 'unsuppress' | 'expire' };

const who = fc.constantFrom('a' as const, 'b' as const);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    who,
    sees: fc.record({
      isActive: fc.boolean(),
      priority: fc.constantFrom(1 as const, 2 as const, 3 as const),
    }),
  }),
  fc.record({
    who,
    does: fc.constantFrom<Extract<Step, { does: unknown }>['does']>(
      'acknowledge',
      'silence',
      'shelve',
      'unshelve',
      'take_out',
      'put_back',
      'suppress',
      'unsuppress',
      'expire',
    ),
  }),
);

/** The machine alone, told the same things. */
interface Model extends AlarmStanding {
  priority: number;
}

function next(
  model: Model | undefined,
  { sees, does }: { sees?: { isActive: boolean; priority: number }; does?: AlarmAct },
) {
  const act = sees ? actSeen(model, sees) : does;
  if (!act) return model;
  if (!model)
    return act === 'raise'
      ? { state: 'unacknowledged' as const, isActive: true, priority: sees?.priority ?? 0 }
      : undefined;
  const result = standingAfter(model, act);
  if ('reason' in result) return model;
  return { ...result.standing, priority: sees?.isActive ? sees.priority : model.priority };
}

function actSeen(
  model: Model | undefined,
  { isActive, priority }: { isActive: boolean; priority: number },
): AlarmAct | undefined {
  if (!model?.isActive) return isActive ? 'raise' : undefined;
  if (!isActive) return 'clear';
  return priority === model.priority ? undefined : priority < model.priority ? 'worsen' : 'ease';
}

withDatabases('schema', (database) => {
  beforeAll(() => loadSmallCity(database()));
  let clockMs = Date.parse('2026-11-23T04:00:00.000Z');

  const take = async (tx: Queryable, step: Step, key: string, now: string): Promise<void> => {
    if ('sees' in step) {
      await observeConditions(tx, [condition({ ...step.sees, key, at: now })], now);
      return;
    }
    const { does } = step;
    if (does === 'suppress' || does === 'unsuppress') return suppressAlarms(tx, [key], does, now);
    if (does === 'expire') {
      // Only what is shelved until now: the shelf of the other must not be touched.
      await tx.query(sql`UPDATE alarm SET shelved_until = ${now} WHERE key = ${key} AND state = 'shelved'`);
      await expireShelves(tx, now);
      return;
    }
    const [alarm] = await selectAlarmsOf(tx, { keys: [key] });
    const doing = { actor: { accountId: ACTOR, role: 'operator' as const, scopeCode: CITY }, now };
    if (alarm) await actOnAlarm(tx, alarm.id, { act: does, reason: 'x' }, ['*'], doing);
  };

  it('whatever rules see and people do: the stored state is the machine’s, and the log replays to it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        await database().query(sql`DELETE FROM alarm`);
        const [head] = await database().query<{ seq: number }>(sql`SELECT seq FROM event_head`);
        const models = new Map<string, Model | undefined>();
        for (const one of steps) {
          clockMs += 1000;
          const now = new Date(clockMs).toISOString();
          const key = `unit_stationary:${one.who}`;
          // What can not be done changes nothing, neither here nor there.
          await database()
            .transaction((tx) => take(tx, one, key, now))
            .catch((error: { code?: string }) => expect(error.code).toBe('illegal_transition'));
          models.set(key, next(models.get(key), one));
        }
        const stored = await selectAlarmsOf(database(), { keys: [...models.keys()] });
        const expected = [...models].filter(([, model]) => model).sort();
        expect(stored.map(standingOf)).toEqual(
          expected.map(([key, model]) => [key, model?.state, model?.isActive, model?.priority]),
        );
        const log = await eventsAfter(database(), head?.seq ?? 0, 1000);
        expect(replayed(log as { before: Alarm | null; after: Alarm }[])).toEqual(stored);
      }),
      { numRuns: 20 },
    );
    expect(await verifyChain(database())).toMatchObject({ ok: true });
  });
});

const ACTOR = '0193f000-0000-7000-8000-00000000ac01';

function standingOf({ properties }: Alarm) {
  return [properties.key, properties.state, properties.isActive, properties.priority];
}

/** Replays the log: each event must follow from the one before by its act; the last says how the alarm is. */
function replayed(events: readonly { before: Alarm | null; after: Alarm }[]): Alarm[] {
  const alarms = new Map<string, Alarm>();
  for (const { before, after } of events) {
    const held = alarms.get(after.properties.key);
    // The shelf's end is moved by the test itself, without an event.
    const atTheEnd = before?.properties.state === 'shelved' ? before.properties.shelvedUntil : undefined;
    const known = held && atTheEnd !== undefined ? withShelf(held, atTheEnd) : held;
    expect(before).toEqual(known ?? null);
    const from: AlarmStanding = known?.properties ?? { state: 'normal', isActive: false };
    expect(standingAfter(from, after.properties.lastAct)).toEqual({
      standing: { state: after.properties.state, isActive: after.properties.isActive },
    });
    alarms.set(after.properties.key, after);
  }
  return [...alarms.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, alarm]) => alarm);
}

function withShelf(alarm: Alarm, shelvedUntil: string | null): Alarm {
  return { ...alarm, properties: { ...alarm.properties, shelvedUntil } };
}
