import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PatrolPlan } from '../../core/contract/patrol-plan.ts';
import type { Post } from '../../core/contract/post.ts';
import type { Unit } from '../../core/contract/unit.ts';
import { sql } from '../../server/database/sql.ts';
import { readVisits } from '../../server/live/visit-reader.ts';
import { type Visit, withSite } from '../support/browser.ts';

const MINUTE_MS = 60_000;
const AGO_MINUTES = 90;
type Spot = readonly [lng: number, lat: number];

describe('the desk of the rounds that run now', () => {
  const site = withSite();
  let visit: Visit;
  let page: Page;
  let unit: Unit;
  let stops: { lng: number; lat: number; nameEn: string }[];

  const send = async (method: string, path: string, body?: unknown, headers?: Record<string, string>) => {
    const answer = await site().send('dispatcher', method, path, body, headers);
    const text = await answer.text();
    expect(answer.ok, `${path} ${text}`).toBe(true);
    return JSON.parse(text);
  };
  /** The unit is at a spot from one minute ago to another. */
  const at = async (from: number, to: number, [lng, lat]: Spot) => {
    const count = Math.max(1, (from - to) * 4);
    const nowMs = site().deps.clock();
    const fixes = Array.from({ length: count }, (_, i) => ({
      unitId: unit.id,
      lng,
      lat,
      fixAt: new Date(nowMs - (from - (i * (from - to)) / count) * MINUTE_MS).toISOString(),
      headingDegrees: null,
      speedKmh: null,
      accuracyMetres: 5,
    }));
    await send('POST', '/api/positions', { fixes });
  };
  const look = async () => {
    while (await readVisits(site().deps));
    site().deps.hub.wake();
  };

  beforeAll(async () => {
    const [units, posts] = [
      await send('GET', '/api/units?limit=500'),
      await send('GET', '/api/posts?limit=500'),
    ];
    unit = units.features.find(
      ({ properties }: Unit) =>
        !properties.rota &&
        properties.shift === 'evening' &&
        properties.vehicle === 'car' &&
        !properties.exceptions?.length,
    );
    const near = posts.features.filter(({ properties }: Post) =>
      properties.areaCode.startsWith(unit.properties.areaCode.slice(0, 6)),
    ) as Post[];
    const startMs = site().deps.clock() + 60 * MINUTE_MS;
    stops = near.slice(0, 3).map(({ geometry, properties }) => {
      const [lng, lat] = geometry.coordinates as [number, number];
      return { lng, lat, nameEn: properties.nameEn };
    });
    const plan = await send('POST', '/api/patrol-plans', {
      day: new Date(startMs + 8 * 3_600_000).toISOString().slice(0, 10),
      shift: 'evening',
      name: 'Evening rounds',
      rounds: [
        {
          unitId: unit.id,
          post: null,
          stops: near.slice(0, 3).map(({ id, geometry, properties }, i) => ({
            id: null,
            kind: 'posts',
            placeId: id,
            nameZh: properties.nameZh,
            nameEn: properties.nameEn,
            lng: geometry.coordinates[0],
            lat: geometry.coordinates[1],
            arriveAt: new Date(startMs + i * 75 * MINUTE_MS).toISOString(),
            leaveAt: new Date(startMs + (i * 75 + 12) * MINUTE_MS).toISOString(),
            windowMinutes: 10,
            radiusMetres: 100,
            checkIn: 'geofence',
          })),
        },
      ],
    });
    const issued: PatrolPlan = await send('POST', `/api/patrol-plans/${plan.id}/issue`, undefined, {
      'If-Match': '*',
    });
    const [round] = issued.rounds;
    // The evening has hardly begun: the round is put back in time.
    const back = `${60 + AGO_MINUTES} minutes`;
    const { database } = site().deps;
    await database.query(
      sql`UPDATE patrol_plan SET issued_at = issued_at - interval '4 hours' WHERE id = ${plan.id}::uuid`,
    );
    await database.query(
      sql`UPDATE patrol_round SET starts_at = starts_at - ${back}::interval, ends_at = ends_at - ${back}::interval WHERE id = ${round?.id}::uuid`,
    );
    await database.query(
      sql`UPDATE patrol_stop SET arrive_at = arrive_at - ${back}::interval, leave_at = leave_at - ${back}::interval WHERE round_id = ${round?.id}::uuid`,
    );
    const [first] = stops;
    const spot: Spot = [first!.lng, first!.lat];
    await at(90, 77, spot);
    await at(77, 24, spot);
    // Away from where the round leads.
    const isWest = stops.reduce((sum, { lng }) => sum + lng, 0) / stops.length > spot[0];
    await at(24, 1, [spot[0] + (isWest ? -0.05 : 0.05), spot[1]]);
    await look();
    visit = await site().open('dispatcher', '/?ws=dispatch&desk=rounds&lang=en');
    page = visit.page;
  });
  afterAll(() => visit.context.close());

  test('a unit that strays stands first, with how far and since when; its stops tell what became of them', async () => {
    const list = page.getByRole('list', { name: 'Rounds running now' });
    await list.getByText(unit.properties.code).waitFor();
    await list.getByText(/off by .* km/).waitFor();
    await page.getByText('straying, not acknowledged').waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL(/of=/);
    const round = page.getByRole('article', { name: unit.properties.code });
    await round.getByText('nobody has acknowledged it').waitFor();
    await round.locator('.stop-visited').first().waitFor();
    await round.getByText(/late \d+ min, not there yet/).waitFor();
    await round.getByText(stops[2]!.nameEn).first().waitFor();
  });

  test('it is acknowledged by key, seen by others, and who only reads can not', async () => {
    const viewer = await site().open('viewer', new URL(page.url()).search);
    await viewer.page.getByText('nobody has acknowledged it').waitFor();
    expect(await viewer.page.getByRole('button', { name: 'Acknowledge' }).count()).toBe(0);
    await page.keyboard.press('Shift+A');
    await page.getByText(/acknowledged by .* at \d\d:\d\d/).waitFor();
    await page.getByText('straying, acknowledged').waitFor();
    await viewer.page.getByText(/acknowledged by .* at \d\d:\d\d/).waitFor();
    await viewer.context.close();
  });

  test('back on its way it is over; straying anew it is to be acknowledged anew', async () => {
    const [first] = stops;
    await at(0.6, 0, [first!.lng, first!.lat]);
    await look();
    await page.getByText(/back after \d+ (min|h)/).waitFor();
    expect(await page.getByRole('button', { name: /Acknowledge/ }).count()).toBe(0);
    expect(visit.complaints).toEqual([]);
  });

  test('the plan of the round opens beside it', async () => {
    await page.getByRole('button', { name: 'Open the plan' }).click();
    await page.waitForURL(/desk=patrols/);
    expect(await page.getByRole('textbox', { name: 'Name of the plan' }).inputValue()).toBe('Evening rounds');
  });
});
