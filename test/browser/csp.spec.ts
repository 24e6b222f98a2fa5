import { describe, expect, test } from 'vitest';
import { withSite } from '../support/browser.ts';

describe('the content security policy', () => {
  const site = withSite();

  test('lets in scripts of our own only', async () => {
    const answer = await fetch(`${site().url}/`);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/script-src 'self'(;|$)/);
    expect(policy).not.toContain('unsafe-eval');
  });

  test('is not broken once on a tour from the sign-in through the whole Watch workspace, and nothing is logged', async () => {
    const { page, complaints } = await site().open(null);
    await page.getByRole('button', { name: /^系统管理员/ }).click();
    await page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(window, { violations: seen });
      document.addEventListener('securitypolicyviolation', (event) =>
        seen.push(`${event.violatedDirective} ${event.blockedURI}`),
      );
    });
    await page.locator('.maplibregl-canvas').waitFor();
    await page.getByRole('list', { name: '待办警情' }).waitFor({ state: 'attached' });
    await page.getByRole('tab', { name: '区划汇总' }).click();
    await page.locator('.roll-up tbody tr').first().waitFor();
    await page.getByRole('tab', { name: '设备' }).click();
    await page.locator('.row').first().click();
    await page.locator('.facts').waitFor();
    await page.keyboard.press('f');
    await page.getByRole('button', { name: 'Switch to English' }).click();
    await page.getByRole('button', { name: 'Switch to light' }).click();
    const violations = await page.evaluate(() => (window as unknown as { violations: string[] }).violations);
    expect(violations).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
