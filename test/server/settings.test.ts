import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_SEED } from '../../data/city/make-city.ts';
import { readSettings, SETTING_NAMES, type Settings } from '../../server/settings.ts';

function settingsOf(env: Record<string, string>): Settings {
  const result = readSettings(env);
  if ('problems' in result) throw new Error(result.problems.join(' '));
  return result.settings;
}

function problemsOf(env: Record<string, string>): string[] {
  const result = readSettings(env);
  return 'problems' in result ? result.problems : [];
}

describe('settings', () => {
  test('without any setting the demo runs on this machine alone, in the embedded database', () => {
    expect(settingsOf({})).toMatchObject({
      port: 8080,
      host: '127.0.0.1',
      databaseUrl: null,
      dataDir: resolve('.data'),
      demo: true,
      simulate: true,
      tls: false,
      basemap: { kind: 'own' },
      seed: DEFAULT_SEED,
    });
  });

  test('an empty value is no value', () => {
    expect(settingsOf({ PORT: '', JINGWEI_DEMO: '' })).toEqual(settingsOf({}));
  });

  test('outside demo mode nothing is simulated', () => {
    expect(settingsOf({ JINGWEI_DEMO: '0' }).simulate).toBe(false);
    expect(settingsOf({ JINGWEI_SIMULATE: '0' })).toMatchObject({ demo: true, simulate: false });
    expect(problemsOf({ JINGWEI_DEMO: '0', JINGWEI_SIMULATE: '1' })).toEqual([
      expect.stringContaining('JINGWEI_SIMULATE'),
    ]);
  });

  test('an https address makes cookies secure', () => {
    expect(settingsOf({ JINGWEI_PUBLIC_URL: 'https://city.example' }).tls).toBe(true);
    expect(settingsOf({ JINGWEI_PUBLIC_URL: 'http://city.example' }).tls).toBe(false);
  });

  test.each([
    [
      { JINGWEI_BASEMAP: 'style:https://tiles.example/style.json' },
      { kind: 'style', url: 'https://tiles.example/style.json', origins: [] },
    ],
    [
      {
        JINGWEI_BASEMAP: 'style:https://tiles.example/style.json',
        JINGWEI_BASEMAP_ORIGINS: 'https://a.example, http://127.0.0.1:8000/',
      },
      {
        kind: 'style',
        url: 'https://tiles.example/style.json',
        origins: ['https://a.example', 'http://127.0.0.1:8000'],
      },
    ],
    [{ JINGWEI_BASEMAP: 'pmtiles:/maps/city.pmtiles' }, { kind: 'pmtiles', path: '/maps/city.pmtiles' }],
    [
      { JINGWEI_BASEMAP: 'tianditu', JINGWEI_TIANDITU_KEY: 'a'.repeat(32) },
      { kind: 'tianditu', key: 'a'.repeat(32) },
    ],
  ])('basemap %j', (env, basemap) => {
    expect(settingsOf(env).basemap).toEqual(basemap);
  });

  test.each([
    ['PORT', '80800'],
    ['PORT', 'http'],
    ['PORT', '-1'],
    ['DATABASE_URL', 'mysql://localhost/jingwei'],
    ['JINGWEI_DEMO', 'yes'],
    ['JINGWEI_SEED', '1.5'],
    ['JINGWEI_SESSION_HOURS', '0'],
    ['JINGWEI_PUBLIC_URL', 'city.example'],
    ['JINGWEI_LOG_LEVEL', 'loud'],
    ['JINGWEI_BASEMAP', 'google'],
    ['JINGWEI_BASEMAP_FRAME', 'bd09'],
    ['JINGWEI_TIANDITU_KEY', 'k&x=1'],
    ['JINGWEI_HISTORY_DAYS', '0'],
  ])('%s=%s is refused, and the sentence names the setting and what it must be', (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([
      expect.stringMatching(new RegExp(`^${name} must be .+\\.$`)),
    ]);
  });

  test('Tianditu without its key is refused', () => {
    expect(problemsOf({ JINGWEI_BASEMAP: 'tianditu' })).toEqual([
      expect.stringContaining('JINGWEI_TIANDITU_KEY is needed'),
    ]);
  });

  test('a misspelt setting is refused with the nearest name', () => {
    expect(problemsOf({ JINGWEI_SIMULATION: '0' })).toEqual([
      expect.stringContaining('did you mean JINGWEI_SIMULATE?'),
    ]);
  });

  test('every problem is reported at once', () => {
    expect(problemsOf({ PORT: 'x', JINGWEI_DEMO: 'y', JINGWEI_DEMOS: '1' })).toHaveLength(3);
  });

  test('whatever the environment holds, it answers settings or problems and never throws', () => {
    const name = fc.constantFrom(...SETTING_NAMES, 'JINGWEI_OTHER', 'PATH');
    fc.assert(
      fc.property(fc.dictionary(name, fc.string()), (env) => {
        const result = readSettings(env);
        if ('problems' in result) expect(result.problems.length).toBeGreaterThan(0);
      }),
    );
  });

  test.each(['README.md', 'README.zh.md'])('%s lists every setting', (file) => {
    const text = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
    expect(SETTING_NAMES.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });
});
