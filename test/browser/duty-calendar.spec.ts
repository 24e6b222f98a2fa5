import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Incident } from '../../core/contract/incident.ts';
import type { Unit } from '../../core/contract/unit.ts';
import { findings } from '../support/axe.ts';
import { type Visit, withSite } from '../support/browser.ts';

describe('the calendar of shifts, and a recommendation with a skill', () => {
  const site = withSite();
  let visit: Visit;
  let page: Page;
  beforeAll(async () => {
    visit = await site().desk('dispatcher', '/?ws=dispatch&desk=units&lang=en');
    page = visit.page;
  });
  afterAll(() => site().leaveDesks());

  const read = async (code: string): Promise<Unit> => {
    const { features } = await (await site().send('viewer', 'GET', '/api/units?limit=500')).json();
    return features.find(({ properties }: Unit) => properties.code === code);
  };
  /** What the keyboard is at. */
  const focused = () =>
    page.evaluate(
      () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent,
    );
  const cell = (name: RegExp | string) =>
    page.locator('.calendar-grid td > button').and(page.getByLabel(name));

  test('is opened by keys and moved over by arrows', async () => {
    await page.getByRole('radio', { name: 'Board' }).focus();
    await page.keyboard.press('ArrowRight');
    const first = page.locator('.calendar-grid td > button[tabindex="0"]');
    await first.focus();
    const start = await focused();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    expect(await focused()).not.toBe(start);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Home');
    expect(await focused()).toBe(start);
    expect(await findings(page)).toEqual([]);
  });

  test('a letter sets a day, which is told apart from the pattern, and the offer to undo takes it back', async () => {
    await page.keyboard.press('ArrowRight');
    const label = (await focused()) ?? '';
    const [code = '', day = ''] = label.split(' ');
    const before = (await read(code)).properties.exceptions ?? [];
    await page.keyboard.press('t');
    await cell(new RegExp(`^${code} ${day} Training, by pattern`)).waitFor();
    expect((await read(code)).properties.exceptions).toContainEqual({ day, duty: 'training' });
    expect(await focused()).toContain('Training');
    await page.getByRole('button', { name: /undo/i }).click();
    await cell(new RegExp(`^${code} ${day} (?!Training)`)).waitFor();
    expect((await read(code)).properties.exceptions).toEqual(before);
  });

  test('what another dispatcher sets is seen at once, and deleting it brings the pattern back', async () => {
    const at = page.locator('.calendar-grid td > button[tabindex="0"]');
    await at.focus();
    const [code = '', day = ''] = ((await focused()) ?? '').split(' ');
    const unit = await read(code);
    const sent = await site().send(
      'supervisor',
      'PATCH',
      `/api/units/${unit.id}`,
      {
        properties: { exceptions: [{ day, duty: 'reserve' }] },
      },
      { 'If-Match': '*' },
    );
    expect(sent.status).toBe(200);
    await cell(new RegExp(`^${code} ${day} Standby`)).waitFor();
    await page.keyboard.press('Delete');
    await cell(new RegExp(`^${code} ${day} (?!Standby)`)).waitFor();
    expect((await read(code)).properties.exceptions).toEqual([]);
  });

  test('the pattern of the chosen unit is changed below, with its place among four teams', async () => {
    const [code = ''] = ((await focused()) ?? '').split(' ');
    const form = page.getByRole('form', { name: `Pattern of ${code}` });
    await form.locator('label', { hasText: 'Pattern' }).locator('select').selectOption('team 2');
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: /undo/i }).waitFor();
    const { rota } = (await read(code)).properties;
    expect(rota?.cycle).toHaveLength(8);
    await form.getByRole('button', { name: 'Save' }).waitFor({ state: 'detached' });
    expect(await findings(page)).toEqual([]);
  });

  test('a viewer sees it and cannot change it', async () => {
    const other = await site().open('viewer', '/?ws=dispatch&desk=units&lang=en');
    await other.page.getByText('Calendar', { exact: true }).click();
    const first = other.page.locator('.calendar-grid td > button[tabindex="0"]');
    await first.focus();
    const before = await first.getAttribute('aria-label');
    await other.page.keyboard.press('t');
    await other.page.getByText('Your role looks at the calendar').waitFor();
    expect(await first.getAttribute('aria-label')).toBe(before);
    await other.context.close();
  });

  test('a skill that is required leaves only units that have it, and those who lack it say so', async () => {
    const made = await site().send('operator', 'POST', '/api/incidents', {
      geometry: { type: 'Point', coordinates: [101.78, 36.62] },
      properties: { type: 'theft', priority: 3 },
    });
    const incident = (await made.json()) as Incident;
    const desk = await site().open('dispatcher', `/?lang=en&sel=incidents:${incident.id}`);
    await desk.page.locator('.inspector h2').waitFor();
    await desk.page.keyboard.press('v');
    await desk.page.locator('.inspector h2 span', { hasText: 'Verified' }).waitFor();
    await desk.page.keyboard.press('d');
    await desk.page.locator('.assign summary', { hasText: 'Skills' }).click();
    const skill = desk.page.getByRole('group', { name: 'Skills' }).getByRole('button', { name: /^Dog/ });
    await skill.click();
    await desk.page.getByText('for this incident').waitFor();
    await skill.click();
    await skill.getByText('required').waitFor();
    await desk.page.locator('.assign li', { hasText: 'lacks Dog' }).first().waitFor({ state: 'attached' });
    const asked = await site().send(
      'viewer',
      'GET',
      `/api/incidents/${incident.id}/recommendation?required=dog`,
    );
    const { units } = await asked.json();
    const { features } = await (await site().send('viewer', 'GET', '/api/units?limit=500')).json();
    const able = new Set(
      features.filter((one: Unit) => one.properties.skills?.includes('dog')).map(({ id }: Unit) => id),
    );
    expect(units.every(({ id }: { id: string }) => able.has(id))).toBe(true);
    expect(await findings(desk.page)).toEqual([]);
    await desk.context.close();
  });
});
