import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { hashPassword } from '../../server/auth/password.ts';
import { sql } from '../../server/database/sql.ts';
import { insertAccount } from '../../server/queries/accounts.ts';
import { findings } from '../support/axe.ts';
import { withSite } from '../support/browser.ts';

const site = withSite('schema');
type Position = [lng: number, lat: number];

function grid(name: string, ...corners: Position[]) {
  const coordinates = [[...corners, corners[0]]];
  return { type: 'Feature', properties: { name }, geometry: { type: 'Polygon', coordinates } };
}

/** Three grids side by side: the second runs 90 m into the third, and leaves a slit of 1.3 m to the first; a corner of the first is off by 30 cm. */
const DIRTY = JSON.stringify({
  type: 'FeatureCollection',
  features: [
    grid('A', [101.7, 36.6], [101.71, 36.6], [101.71, 36.61], [101.7, 36.61]),
    grid('B', [101.710015, 36.6], [101.721, 36.6], [101.721, 36.61], [101.710003, 36.61]),
    grid('C', [101.72, 36.6], [101.73, 36.6], [101.73, 36.61], [101.72, 36.61]),
    grid('D', [101.7, 36.61], [101.73, 36.61], [101.73, 36.62], [101.7, 36.62]),
    grid('E', [101.7, 36.59], [101.73, 36.59], [101.73, 36.6], [101.7, 36.6]),
  ],
});

/** A page signed in as the planner of a city that is not there yet. */
async function plannerOfNoCity() {
  const { url, deps, open } = site();
  const [login, password] = ['planner-to-be', 'a long enough password'];
  const passwordHash = await hashPassword(password);
  const account = {
    id: uuidv7(),
    login,
    displayName: login,
    role: 'planner' as const,
    scopeCode: '990100',
    passwordHash,
  };
  await insertAccount(deps.database, { ...account, now: new Date().toISOString() });
  const visit = await open(null, '/?ws=import&lang=en');
  await visit.context.request.post(`${url}/api/session`, { data: { login, password } });
  await visit.page.reload();
  return visit;
}

test('a dirty file of grids is looked through, one place given to another by keyboard, written and proven', async () => {
  const { page, context, complaints } = await plannerOfNoCity();
  await page.getByLabel('Import as').selectOption('grids');
  await page.getByLabel('Time zone').fill('Asia/Shanghai');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'beats.geojson', mimeType: 'application/geo+json', buffer: Buffer.from(DIRTY) });
  await page.locator('.import-form button[type=submit]').click();
  const review = page.locator('.repair-review');
  await review.getByText(/^2 places: 0 under 1 m², 2 to look at\./).waitFor();
  const rows = review.locator('.repair-list li');
  await rows.nth(1).waitFor();
  expect(await rows.allTextContents()).toEqual([
    expect.stringMatching(/^Overlap.*m².*B · C.*To B:/),
    expect.stringMatching(/^Sliver.*m².*To B:/),
  ]);
  await expect.poll(() => review.locator('.place').count()).toBe(2);
  expect(await findings(page)).toEqual([]);

  await review.getByLabel('Show').selectOption({ label: 'over 1,000 m²' });
  await review.getByText('1 of 2 places').waitFor();
  const row = rows.first().locator('.row');
  const seen = await review.locator('svg[role=img]').getAttribute('viewBox');
  await row.focus();
  await page.keyboard.press('Enter');
  await review.locator('.place.chosen').waitFor();
  await review.locator('.drawn').nth(1).waitFor();
  await expect.poll(() => review.locator('.drawn').count()).toBe(2);
  await expect.poll(() => review.locator('svg[role=img]').getAttribute('viewBox')).not.toBe(seen);

  await page.keyboard.press('Tab');
  await rows.first().locator('select:focus').waitFor();
  await page.keyboard.type('C');
  await rows.first().getByText('To C:').waitFor();
  const write = page.getByRole('button', { name: 'Write 5 rows' });
  expect(await write.isDisabled()).toBe(true);
  const again = review.getByRole('button', { name: 'Check again with what was changed (1)' });
  await expect.poll(() => again.isEnabled()).toBe(true);
  await again.press('Enter');
  await again.waitFor({ state: 'detached' });
  await rows.first().getByText('chosen by you').waitFor();
  await page.locator('.import-decision input[type=checkbox]').press('Space');
  // A key pressed on a button that is not yet enabled is lost.
  await expect.poll(() => write.isEnabled()).toBe(true);
  await write.press('Enter');
  await page.locator('.import-result').getByText('Imported', { exact: true }).waitFor();

  const [proof] = await site().deps.database.query<object>(sql`
    SELECT (SELECT count(*)::integer FROM grid) AS grids, ST_Equals(ST_Union(g.geom), (SELECT geom FROM area WHERE level = 'city')) AS exact,
      bool_and(ST_IsValid(g.geom)) AS valid, (SELECT ST_XMin(geom) FROM grid WHERE name_en = 'Grid C') AS west,
      (SELECT count(*)::integer FROM plan WHERE status = 'in_force') AS plans FROM grid g`);
  expect(proof).toEqual({ grids: 5, exact: true, valid: true, west: 101.72, plans: 1 });
  // The page asks for the outline of the city, which is not there yet.
  expect(complaints.filter((complaint) => !complaint.includes('404'))).toEqual([]);
  await context.close();
});
