import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { TOOLS } from '../../../client/planning/planning.ts';
import { DESK_PAGE_NAMES, DESK_PAGES } from '../../../client/state/desk-page.ts';
import {
  BALANCE_KEY,
  KEY_TABLE,
  PLAN_KEYS,
  TOOL_KEYS,
  takenKeys,
  WALL_KEYS,
} from '../../../client/state/key-table.ts';
import { OVERLAYS } from '../../../client/state/overlays.ts';
import { en } from '../../../client/ui/words/en.ts';
import { zh } from '../../../client/ui/words/zh.ts';
import { STEP_KEYS } from '../../../client/workspaces/watch/incident/steps.ts';

const sources = readdirSync('client', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => ({ file, text: readFileSync(join('client', file), 'utf8') }));

/** Keys that a source names in a call of `useKeys`, each with where. */
const ON_THE_WALL = join('workspaces', 'watch', 'wall', 'wall-keys.tsx');
const heard = sources.flatMap(({ file, text }) =>
  [...text.matchAll(/useKeys\(\s*\{(?<body>(?:[^{}]|\{[^{}]*\})*)\}/g)].flatMap(({ groups }) =>
    [...(groups?.body ?? '').matchAll(/(?:^|[,\n])\s*(?:'(?<quoted>[^']+)'|(?<bare>\w+))\s*:/g)].map(
      (match) => ({
        file,
        key: (match.groups?.quoted ?? match.groups?.bare ?? '').replace('\\\\', '\\'),
      }),
    ),
  ),
);

describe('keys', () => {
  test('no two acts have the same key', () => {
    const taken = takenKeys();
    expect(taken.filter((key, at) => taken.indexOf(key) !== at)).toEqual([]);
  });

  test('the pages of the desk have letters, each its own', () => {
    const letters = DESK_PAGE_NAMES.map((page) => DESK_PAGES[page].letter);
    expect(letters.every((letter) => /^[A-Z]$/.test(letter))).toBe(true);
    expect(new Set(letters).size).toBe(letters.length);
  });

  test('every key that something listens for is in the table, once but for stepping back', () => {
    expect(heard.length).toBeGreaterThan(20);
    const taken = takenKeys();
    const unlisted = heard.filter(({ key }) => !taken.includes(key) && key !== 'Escape');
    const onDesk = heard.filter(({ file }) => file !== ON_THE_WALL);
    expect(unlisted).toEqual([]);
    for (const key of new Set(onDesk.map((one) => one.key))) {
      const files = new Set(onDesk.filter((one) => one.key === key).map(({ file }) => file));
      // F goes to what is open, on a desk of Dispatch too: Watch lets it pass where nothing is selected.
      const shared = key === 'Escape' || key === 'l' || key === 'f';
      expect(shared || files.size === 1, `${key}: ${[...files].join(', ')}`).toBe(true);
    }
  });

  test('the wall hears nothing that works everywhere', () => {
    const everywhere = ['/', '?', '[', ']', 'g', 'i', 'y', 'b', 'm'];
    const wall = heard.filter(({ file }) => file === ON_THE_WALL).map(({ key }) => key);
    expect(wall.length).toBeGreaterThan(2);
    expect(wall.filter((key) => everywhere.includes(key))).toEqual([]);
    const listed = WALL_KEYS.flatMap(({ keys }) => keys).map((key) => key.toLowerCase());
    for (const key of wall) expect([...listed, 'w', 'a']).toContain(key);
  });

  test('each tool of the Plan workspace has a letter of its own that works nowhere else while it is open', () => {
    const letters = [...PLAN_KEYS.flatMap(({ keys }) => keys), BALANCE_KEY].map((key) => key.toLowerCase());
    expect(new Set(letters).size).toBe(letters.length);
    const everywhere = ['/', '?', '[', ']', 'g', 'i', 'y', 'b', 'm', 'j', 'k', 'f', 'enter', 'esc'];
    expect(letters.filter((key) => everywhere.includes(key))).toEqual([]);
    expect(Object.keys(TOOL_KEYS).sort()).toEqual([...TOOLS].sort());
  });

  test('steps of an incident and layers have the keys of the table', () => {
    const taken = takenKeys();
    for (const key of Object.values(STEP_KEYS)) expect(taken).toContain(key.toLowerCase());
    for (const { key } of OVERLAYS) expect(taken).toContain(key);
  });

  test('the help says what each does, in both languages', () => {
    for (const { does } of KEY_TABLE) {
      expect(zh.keys[does]).toBeTruthy();
      expect(en.keys[does]).toBeTruthy();
    }
  });
});
