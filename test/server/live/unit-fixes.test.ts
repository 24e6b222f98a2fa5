import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PositionFix } from '../../../core/contract/unit.ts';
import { LogFollower } from '../../../server/live/log-follower.ts';
import { receivePositions } from '../../../server/live/receive-positions.ts';
import { UnitFixes } from '../../../server/live/unit-fixes.ts';
import { withDatabases } from '../../support/databases.ts';
import { NOW_MS } from '../api.ts';
import { CITY, loadSmallCity, thing } from '../small-city.ts';

const clock = () => NOW_MS;
const UNIT = thing('units', 'left');

withDatabases('schema', (database) => {
  /** Two processes on one database, and the time that passes in them. */
  let here: UnitFixes;
  let there: UnitFixes;
  let elapsedMs = 0;
  let seconds = 0;

  beforeAll(async () => {
    await loadSmallCity(database());
  });
  beforeEach(() => {
    const process = () =>
      new UnitFixes(
        { database: database(), follower: new LogFollower({ database: database(), clock }) },
        () => elapsedMs,
      );
    [here, there] = [process(), process()];
  });

  const fix = (atSeconds: number, lng = 101.7): PositionFix => ({
    unitId: UNIT,
    lng,
    lat: 36.6,
    fixAt: new Date(NOW_MS - 3_600_000 + atSeconds * 1000).toISOString(),
    headingDegrees: null,
    speedKmh: null,
    accuracyMetres: null,
  });
  const receive = (fixes: UnitFixes, ...batch: PositionFix[]) =>
    receivePositions({ database: database(), clock, fixes }, { scopeCode: CITY, unitId: null }, batch);
  const known = async (fixes: UnitFixes) => (await fixes.current()).get(UNIT);

  describe('where units were last', () => {
    it('is known as soon as it is received here, the newest of a batch', async () => {
      await here.current();
      seconds += 10;
      await receive(here, fix(seconds, 101.71), fix(seconds - 5, 101.72));
      const { fixAt } = fix(seconds);
      expect(await known(here)).toEqual({ lng7: 1_017_100_000, lat7: 366_000_000, atMs: Date.parse(fixAt) });
    });

    it('does not go back when a position comes late', async () => {
      await here.current();
      seconds += 10;
      await receive(here, fix(seconds, 101.73));
      await receive(here, fix(seconds - 3, 101.74));
      expect(await known(here)).toMatchObject({ lng7: 1_017_300_000 });
    });

    it('holds what is received while it is read', async () => {
      seconds += 10;
      const reading = here.current();
      await receive(here, fix(seconds, 101.75));
      await reading;
      expect(await known(here)).toMatchObject({ lng7: 1_017_500_000 });
    });

    it('that another process received is known a second later', async () => {
      await there.current();
      seconds += 10;
      await receive(here, fix(seconds, 101.76));
      elapsedMs += 1001;
      // Nobody shares an embedded database.
      if (database().engine === 'postgres') expect(await known(there)).toMatchObject({ lng7: 1_017_600_000 });
      expect(await known(here)).toMatchObject({ lng7: 1_017_600_000 });
    });
  });
});
