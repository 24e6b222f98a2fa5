import gcoord from 'gcoord';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { sql } from '../../server/database/sql.ts';
import { findings } from '../support/axe.ts';
import { type Site, withSite } from '../support/browser.ts';
import { osmPbf } from '../support/osm-file.ts';

const site = withSite();

/** Incidents on roads of the city, in GCJ-02, with one row that can not be taken. */
async function shiftedCsv({ deps }: Site): Promise<Buffer> {
  const places = await deps.database.query<{ lng: number; lat: number }>(
    sql`SELECT ST_X(ST_StartPoint(geom)) AS lng, ST_Y(ST_StartPoint(geom)) AS lat FROM road ORDER BY id LIMIT 3000`,
  );
  const rows = places.flatMap(({ lng, lat }, place) => {
    if (place % 10 > 0) return [];
    const shifted = gcoord.transform([lng, lat] as [number, number], gcoord.WGS84, gcoord.GCJ02);
    return [`盗窃,2026-03-0${1 + (place % 9)} 14:30,${shifted.map((one) => one.toFixed(6)).join(',')},某处`];
  });
  return Buffer.from(
    ['警情类别,报警时间,经度,纬度,派出所', ...rows, '外星人,昨天,101.7,36.6,某处'].join('\n'),
  );
}

async function choose(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer });
  await page.locator('.import-form button[type=submit]').click();
}

test('a file in the wrong CRS is seen through, read again, written and taken back', async () => {
  const { page, complaints } = await site().desk('planner', '/?ws=import&lang=zh');
  await choose(page, '警情.csv', await shiftedCsv(site()));
  const result = page.locator('.import-result');
  await result.getByText('待写入').waitFor();
  await result.getByText(/点位似为 GCJ-02，而非 EPSG:4326/).waitFor();
  expect(await result.getByRole('button', { name: /写入/ }).isDisabled()).toBe(true);
  expect(await page.locator('.import-mapping tbody tr').count()).toBe(5);
  expect(await page.getByLabel('字段: 派出所').inputValue()).toBe('');
  await result
    .locator('.import-problems')
    .getByText(/^类型无法识别，可用：盗窃、/)
    .first()
    .waitFor();
  expect(await result.locator('circle').count()).toBeGreaterThan(100);

  await result.getByRole('button', { name: '改用 GCJ-02' }).click();
  await result.getByText(/GCJ-02（指定）/).waitFor();
  await result.getByText('待写入').waitFor();
  expect(await result.locator('.blocking').count()).toBe(0);
  await result.getByRole('button', { name: /写入/ }).click();
  await result.getByText('已导入').waitFor();

  const first = page.locator('.import-history tbody tr').first();
  await first.getByRole('button', { name: '撤销' }).click();
  await page.getByRole('button', { name: '确认撤销' }).click();
  await first.getByText('已撤销').waitFor();
  const left = await site().deps.database.query(
    sql`SELECT 1 AS one FROM incident WHERE import_batch_id IS NOT NULL LIMIT 1`,
  );
  expect(left).toEqual([]);
  expect(complaints).toEqual([]);
});

/** Two streets that cross in the middle of the city, a turn that is forbidden between them, and a building. */
function crossing(): Buffer {
  const [lng7, lat7] = [1_017_800_000, 366_200_000];
  const at = (id: number, east: number, north: number) => ({ id, lng7: lng7 + east, lat7: lat7 + north });
  const restriction = { type: 'restriction', restriction: 'no_left_turn' };
  return osmPbf({
    nodes: [at(1, 0, 0), at(2, -9000, 0), at(3, 9000, 0), at(4, 0, 9000), at(5, 0, -9000)],
    ways: [
      { id: 1, refs: [2, 1], tags: { highway: 'primary', name: '东西街' } },
      { id: 2, refs: [1, 3], tags: { highway: 'primary', name: '东西街' } },
      { id: 3, refs: [4, 1, 5, 99], tags: { highway: 'service', oneway: '-1' } },
      { id: 4, refs: [4, 3, 1, 4], tags: { building: 'yes' } },
    ],
    relations: [
      {
        id: 1,
        members: [
          { type: 'way', ref: 1, role: 'from' },
          { type: 'node', ref: 1, role: 'via' },
          { type: 'way', ref: 3, role: 'to' },
        ],
        tags: restriction,
      },
      { id: 2, members: [], tags: { ...restriction, except: 'bicycle' } },
    ],
  });
}

test.each([
  ['zh', '待写入', '已导入', '成员不全的转向限制'],
  ['en', 'To be written', 'Imported', 'Turn restrictions without all their members'],
])(
  'a road network of OpenStreetMap is looked through and written, in %s',
  async (lang, ready, done, lost) => {
    const { page, complaints } = await site().desk('planner', `/?ws=import&lang=${lang}`);
    await page.locator('.import-fields select').first().selectOption('roads');
    await choose(page, 'city.osm.pbf', crossing());
    const result = page.locator('.import-result');
    await result.getByText(ready, { exact: true }).waitFor();
    await result.getByText(lost).waitFor();
    const losses = await result.locator('.road-file tbody tr').allInnerTexts();
    expect(losses.map((row) => row.split(/\s/).at(-1))).toEqual(['1', '1', '1']);
    expect(await result.locator('.road-file dd').allInnerTexts()).toEqual(['3', '4', '1']);
    expect(await page.locator('.import-mapping tbody tr').count()).toBe(8);
    expect(await findings(page)).toEqual([]);
    await result.getByRole('button', { name: /4/ }).click();
    await result.getByText(done, { exact: true }).waitFor();
    const turns = await site().deps.database.query(sql`
    SELECT t.kind FROM turn_restriction t JOIN road f ON f.id = t.from_road JOIN road o ON o.id = t.to_road
    WHERE f.name_zh = '东西街' AND o.one_way AND f.to_node = t.via_node AND o.from_node = t.via_node`);
    expect(turns).toEqual([{ kind: 'no' }]);
    const first = page.locator('.import-history tbody tr').first();
    await first.getByRole('button', { name: lang === 'zh' ? '撤销' : 'Undo' }).click();
    await page.getByRole('button', { name: lang === 'zh' ? '确认撤销' : 'Undo it' }).click();
    await first.getByText(lang === 'zh' ? '已撤销' : 'Undone').waitFor();
    expect(complaints).toEqual([]);
  },
);

test.each([
  ['zh', /“phone”：列名表明是/, /这是压缩包/],
  ['en', /"phone": its name says/, /This is a zip archive/],
])('personal data and foreign files are refused with the reason, in %s', async (lang, personal, zip) => {
  const { page } = await site().desk('admin', `/?ws=import&lang=${lang}`);
  await choose(page, 'people.csv', Buffer.from('lng,lat,type,date,phone\n101.7,36.6,theft,2026-01-01,1\n'));
  await page.locator('.problem').getByText(personal).waitFor();
  await choose(page, 'zipped.csv', Buffer.from('PK\u0003\u0004'));
  await page.locator('.problem').getByText(zip).waitFor();
  expect(await page.locator('.problem [lang=en]').count()).toBe(0);
  expect(await page.locator('.import-result').count()).toBe(0);
});

test('a column is mapped and a value set by keyboard alone', async () => {
  const { page } = await site().desk('planner', '/?ws=import&lang=en');
  const [place] = await site().deps.database.query<{ lng: number; lat: number }>(
    sql`SELECT ST_X(label) AS lng, ST_Y(label) AS lat FROM grid LIMIT 1`,
  );
  const csv = `经度,纬度,when it was\n${place?.lng},${place?.lat},2026-03-05 10:00\n`;
  await choose(page, 'plain.csv', Buffer.from(csv));
  await page.getByText(/No column is known as Type, Reported at/).waitFor();
  await page.getByLabel('Field: when it was').focus();
  await page.keyboard.type('reported at');
  await page.locator('.fixed-values select').focus();
  await page.keyboard.type('type');
  await page.keyboard.press('Tab');
  await page.keyboard.type('burglary');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Check again with these changes' }).press('Enter');
  const write = page.getByRole('button', { name: 'Write 1 rows' });
  await write.waitFor();
  expect(await write.isEnabled()).toBe(true);
  await page.getByRole('button', { name: 'Discard' }).press('Enter');
  await page.locator('.import-result').waitFor({ state: 'detached' });
});

describe.each([
  ['zh', 'dark'],
  ['en', 'light'],
])('nothing serious for axe in %s, %s', (lang, theme) => {
  test('with a checked file', async () => {
    const { page } = await site().desk('admin', `/?ws=import&lang=${lang}&theme=${theme}`);
    await choose(page, '警情.csv', await shiftedCsv(site()));
    await page.locator('.import-decision').waitFor();
    expect(await findings(page)).toEqual([]);
  });
});
