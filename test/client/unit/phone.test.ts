import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Act, dutyAhead } from '../../../client/unit/act.ts';
import type { Phone } from '../../../client/unit/phone.ts';
import { takeStep } from '../../../core/incident/assignment.ts';
import { iso, START_MS, World } from './world.ts';

const step = (name: 'acknowledge' | 'en_route' | 'arrive' | 'clear'): Act => ({
  kind: 'step',
  assignmentId: 'a',
  incidentNumber: '261123-0001',
  step: name,
});
const outcomes = (phone: Phone) => phone.get().queue.map(({ outcome }) => outcome.kind);

describe('the phone of a unit', () => {
  it('shows its duty and has the server do what is done on it at once', async () => {
    const world = new World();
    const phone = world.phone();
    await phone.refresh();
    expect(phone.get()).toMatchObject({ line: 'up', duty: { assignment: { id: 'a' } } });
    await phone.act(step('acknowledge'));
    expect(outcomes(phone)).toEqual(['applied']);
    expect(phone.get().duty?.assignment?.state).toBe('acknowledged');
  });

  it('is told in few words that nothing has changed, and takes its duty for as new as that', async () => {
    const world = new World();
    const phone = world.phone();
    await phone.refresh();
    world.clockMs += 60_000;
    await phone.refresh();
    expect(world.unchanged).toBe(1);
    expect(phone.get()).toMatchObject({
      line: 'up',
      duty: { asOf: iso(START_MS + 60_000), assignment: { id: 'a' } },
    });
    await phone.act(step('acknowledge'));
    expect(phone.get().duty?.assignment?.state).toBe('acknowledged');
    expect(world.unchanged).toBe(1);
    const reopened = world.phone();
    await reopened.refresh();
    expect(world.unchanged).toBe(1);
  });

  it('keeps what is done without a line, shows it, and sends it in its order with its own times', async () => {
    const world = new World();
    const phone = world.phone();
    await phone.refresh();
    world.isUp = false;
    for (const name of ['acknowledge', 'en_route', 'arrive'] as const) {
      world.clockMs += 60_000;
      await phone.act(step(name));
    }
    expect([phone.get().line, outcomes(phone)]).toEqual(['down', ['waiting', 'waiting', 'waiting']]);
    const { duty, queue } = phone.get();
    expect(dutyAhead(duty!, queue)).toMatchObject({
      assignment: { state: 'arrived' },
      unit: { properties: { state: 'on_scene' } },
    });
    // The page is closed and opened again, still without a line.
    const later = world.phone();
    await later.refresh();
    expect(outcomes(later)).toEqual(['waiting', 'waiting', 'waiting']);
    world.isUp = true;
    world.clockMs += 600_000;
    await later.refresh();
    expect(outcomes(later)).toEqual(['applied', 'applied', 'applied']);
    expect(world.received.map(({ json }) => [json.step, json.doneAt])).toEqual([
      ['acknowledge', iso(START_MS + 60_000)],
      ['en_route', iso(START_MS + 120_000)],
      ['arrive', iso(START_MS + 180_000)],
    ]);
  });

  it('holds its post in a cordon from when it said so, and sends that when the line is back', async () => {
    const world = new World();
    world.post = {
      id: 'post',
      place: { type: 'Point', coordinates: [101.77, 36.62] },
      nameZh: '西大街',
      nameEn: 'West Street',
      dueAt: iso(START_MS + 300_000),
      sentAt: iso(START_MS),
      inPlaceAt: null,
    };
    const phone = world.phone();
    await phone.refresh();
    world.isUp = false;
    world.clockMs += 60_000;
    await phone.act({ kind: 'post', positionId: 'post', nameZh: '西大街', nameEn: 'West Street' });
    const { duty, queue } = phone.get();
    expect(dutyAhead(duty!, queue).post?.inPlaceAt).toBe(iso(START_MS + 60_000));
    world.isUp = true;
    world.clockMs += 60_000;
    await phone.refresh();
    expect(outcomes(phone)).toEqual(['applied']);
    expect(world.received.map(({ json }) => json)).toEqual([
      { positionId: 'post', doneAt: iso(START_MS + 60_000) },
    ]);
  });

  it('says why something was refused, goes on with the rest, and lists it until it was seen', async () => {
    const world = new World();
    const phone = world.phone();
    await phone.refresh();
    world.isUp = false;
    await phone.act(step('arrive'));
    await phone.act({ kind: 'state', state: 'unavailable' });
    const taken = takeStep(world.assignment!, { step: 'clear' }, { now: iso(START_MS), accountId: 'desk' });
    if ('assignment' in taken) world.assignment = taken.assignment;
    world.isUp = true;
    await phone.refresh();
    expect(outcomes(phone)).toEqual(['refused', 'applied']);
    const [refused] = phone.get().queue;
    expect(refused?.outcome).toMatchObject({
      because: { reason: 'assignment_over', params: { assignmentState: 'cleared' } },
    });
    for (let i = 0; i < 60; i++) await phone.act({ kind: 'state', state: 'available' });
    expect(outcomes(phone).filter((kind) => kind === 'refused')).toHaveLength(1);
    expect(phone.get().queue.length).toBeLessThan(30);
    phone.dismiss(refused!.id);
    expect(outcomes(phone)).not.toContain('refused');
  });

  it('has nothing done twice when an answer is lost', async () => {
    const world = new World();
    const phone = world.phone();
    await phone.refresh();
    world.losesAnswers = true;
    await phone.act(step('en_route'));
    expect(outcomes(phone)).toEqual(['waiting']);
    world.losesAnswers = false;
    await phone.refresh();
    expect(outcomes(phone)).toEqual(['applied']);
    expect(world.received).toHaveLength(1);
  });

  it('keeps what waits over the end of a session, and apart from what is of another account', async () => {
    const world = new World();
    const phone = world.phone();
    await phone.refresh();
    world.isSignedIn = false;
    await phone.act(step('acknowledge'));
    expect([phone.get().line, outcomes(phone)]).toEqual(['ended', ['waiting']]);
    world.isSignedIn = true;
    world.accountId = 'other';
    await phone.refresh();
    expect([phone.get().line, outcomes(phone)]).toEqual(['up', []]);
    expect(world.received).toEqual([]);
    world.accountId = 'acc';
    const again = world.phone();
    await again.refresh();
    expect([again.get().line, outcomes(again)]).toEqual(['up', ['applied']]);
    await again.signOut();
    world.accountId = 'other';
    expect(world.phone().get()).toMatchObject({ session: null, queue: [], duty: null });
  });

  it('tells times by the clock of the server, not by its own', async () => {
    const world = new World();
    world.skewMs = -3_600_000;
    const phone = world.phone();
    await phone.refresh();
    world.clockMs += 30_000;
    await phone.act(step('acknowledge'));
    expect(world.received[0]?.json.doneAt).toBe(iso(START_MS + 30_000));
  });

  it('keeps positions without a line and sends them later, the oldest first', async () => {
    const world = new World();
    const phone = world.phone();
    await phone.refresh();
    world.isUp = false;
    const fix = (i: number) => ({
      lng: 101 + i / 1e4,
      lat: 36,
      fixAt: iso(START_MS + i * 5000),
      headingDegrees: null,
      speedKmh: null,
      accuracyMetres: 5,
    });
    for (let i = 0; i < 800; i++) phone.locate(fix(i));
    world.isUp = true;
    await phone.refresh();
    expect(world.fixes).toHaveLength(720);
    expect(world.fixes[0]).toEqual({ ...fix(80), unitId: 'u' });
    expect(phone.get()).toMatchObject({ fixes: [], fixSentAt: iso(world.clockMs) });
  });

  it('in two pages of one account loses nothing that either noted, and has each act done once, in their order', async () => {
    const world = new World();
    const [one, other] = [world.phone(), world.phone()];
    await one.refresh();
    await other.refresh();
    world.isUp = false;
    const acts = ['acknowledge', 'en_route', 'arrive'] as const;
    for (const [i, name] of acts.entries()) {
      world.clockMs += 1000;
      await (i % 2 === 0 ? one : other).act(step(name));
      other.heedOthers();
      one.heedOthers();
    }
    expect([outcomes(one), outcomes(other)]).toEqual([Array(3).fill('waiting'), Array(3).fill('waiting')]);
    world.isUp = true;
    await Promise.all([one.refresh(), other.refresh()]);
    expect(world.received.map(({ json }) => json.step)).toEqual([...acts]);
    one.heedOthers();
    other.heedOthers();
    expect([outcomes(one), outcomes(other)]).toEqual([Array(3).fill('applied'), Array(3).fill('applied')]);
    expect(outcomes(world.phone())).toEqual(Array(3).fill('applied'));
  });

  it('shows in one page what was seen in the other, and forgets with it who signed out', async () => {
    const world = new World();
    const [one, other] = [world.phone(), world.phone()];
    await one.refresh();
    await other.refresh();
    const taken = takeStep(world.assignment!, { step: 'clear' }, { now: iso(START_MS), accountId: 'desk' });
    if ('assignment' in taken) world.assignment = taken.assignment;
    await one.act(step('arrive'));
    other.heedOthers();
    expect(outcomes(other)).toEqual(['refused']);
    other.dismiss(other.get().queue[0]!.id);
    one.heedOthers();
    expect(outcomes(one)).toEqual([]);
    await one.signOut();
    other.heedOthers();
    expect(other.get()).toMatchObject({ line: 'ended', session: null, duty: null });
    expect(world.phone().get()).toMatchObject({ session: null, duty: null });
  });

  it('sends the positions of a page that was closed without a line', async () => {
    const world = new World();
    const closed = world.phone();
    await closed.refresh();
    world.isUp = false;
    const fix = { lng: 101.7, lat: 36.6, headingDegrees: null, speedKmh: null, accuracyMetres: 5 };
    closed.locate({ ...fix, fixAt: iso(START_MS + 5000) });
    const open = world.phone();
    open.locate({ ...fix, fixAt: iso(START_MS + 10_000) });
    world.isUp = true;
    await open.refresh();
    expect(world.fixes).toMatchObject([{ fixAt: iso(START_MS + 5000) }, { fixAt: iso(START_MS + 10_000) }]);
  });

  it('whatever the line does, every act is sent once and in its order, or waits', async () => {
    const moves = fc.array(fc.constantFrom('cut', 'back', 'lose', 'act', 'ask', 'reopen'), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(moves, async (list) => {
        const world = new World();
        let phone = world.phone();
        await phone.refresh();
        for (const move of list) {
          world.clockMs += 1000;
          if (move === 'cut' || move === 'back') world.isUp = move === 'back';
          else if (move === 'lose') world.losesAnswers = !world.losesAnswers;
          else if (move === 'act') await phone.act({ kind: 'state', state: 'available' });
          else if (move === 'ask') await phone.refresh();
          else phone = world.phone();
        }
        [world.isUp, world.losesAnswers] = [true, false];
        await phone.refresh();
        expect(world.received.map(({ key }) => key)).toEqual(
          Array.from({ length: world.ids }, (_, i) => `k${i + 1}`),
        );
        expect(new Set(outcomes(phone))).toEqual(new Set(world.ids > 0 ? ['applied'] : []));
      }),
      { numRuns: 60 },
    );
  });
});
