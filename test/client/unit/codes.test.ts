import { describe, expect, it } from 'vitest';
import { because } from '../../../core/contract/reason.ts';
import { iso, START_MS, World } from './world.ts';

const CODE = '7K3M2QXD';

describe('a code that is read on the phone of a unit', () => {
  const checkIns = (world: World) =>
    world.received.flatMap(({ json: { code, doneAt } }) => (code ? [{ code, doneAt }] : []));

  it('checks in at once, and tells where', async () => {
    const world = new World();
    const phone = world.phone();
    await phone.refresh();
    await phone.checkIn(CODE);
    expect(phone.get()).toMatchObject({
      code: null,
      queue: [{ act: { kind: 'check_in' }, outcome: { kind: 'applied', place: { nameEn: 'West gate' } } }],
    });
    expect(checkIns(world)).toEqual([{ code: CODE, doneAt: iso(START_MS) }]);
  });

  it('opens a page that knows nothing yet, and checks in as soon as that knows who is there', async () => {
    const world = new World();
    await world.phone().checkIn(CODE);
    expect(checkIns(world)).toHaveLength(1);
  });

  it('waits for the line with the time at which it was read, after a new start, too', async () => {
    const world = new World();
    await world.phone().refresh();
    world.isUp = false;
    world.clockMs += 60_000;
    const phone = world.phone();
    await phone.checkIn(CODE);
    expect(phone.get()).toMatchObject({
      line: 'down',
      code: null,
      queue: [{ outcome: { kind: 'waiting' } }],
    });
    world.clockMs += 600_000;
    world.isUp = true;
    await world.phone().refresh();
    expect(checkIns(world)).toEqual([{ code: CODE, doneAt: iso(START_MS + 60_000) }]);
  });

  it('is kept while nobody is signed in, by the clock of the server, and let go of when one says so', async () => {
    const world = new World();
    world.skewMs = 7_200_000;
    world.isSignedIn = false;
    const phone = world.phone();
    await phone.checkIn(CODE);
    expect(phone.get()).toMatchObject({ line: 'ended', session: null, code: { code: CODE }, queue: [] });
    const reopened = world.phone();
    expect(reopened.get().code?.code).toBe(CODE);
    world.clockMs += 60_000;
    world.isSignedIn = true;
    await reopened.refresh();
    expect(reopened.get().code).toBeNull();
    expect(checkIns(world)).toEqual([{ code: CODE, doneAt: iso(START_MS) }]);

    world.isSignedIn = false;
    const other = world.phone();
    await other.checkIn(CODE);
    other.dropCode();
    world.isSignedIn = true;
    await other.refresh();
    expect(checkIns(world)).toHaveLength(1);
  });

  it('is not that of the desk that is signed in, nor of the unit whose session has ended', async () => {
    const world = new World();
    world.role = 'dispatcher';
    const phone = world.phone();
    await phone.checkIn(CODE);
    expect(phone.get()).toMatchObject({ code: { code: CODE }, queue: [] });
    await phone.signOut();
    expect(phone.get().code?.code).toBe(CODE);
    Object.assign(world, { role: 'unit', accountId: 'other' });
    await phone.refresh();
    expect(checkIns(world)).toHaveLength(1);

    world.isSignedIn = false;
    await world.phone().checkIn(CODE);
    Object.assign(world, { isSignedIn: true, accountId: 'acc' });
    const third = world.phone();
    await third.refresh();
    expect(third.get().queue).toMatchObject([{ act: { kind: 'check_in' }, outcome: { kind: 'applied' } }]);
  });

  it('that is refused says why until it was seen', async () => {
    const world = new World();
    world.refusal = because('patrol_code_elsewhere', { place: ['南门', 'South gate'] });
    const phone = world.phone();
    await phone.checkIn(CODE);
    expect(phone.get().queue).toMatchObject([{ outcome: { kind: 'refused', because: world.refusal } }]);
  });

  it('read by two pages that are open is one act', async () => {
    const world = new World();
    world.isSignedIn = false;
    const [one, two] = [world.phone(), world.phone()];
    await one.checkIn(CODE);
    two.heedOthers();
    world.isSignedIn = true;
    await Promise.all([one.refresh(), two.refresh()]);
    expect(checkIns(world)).toHaveLength(1);
  });
});
