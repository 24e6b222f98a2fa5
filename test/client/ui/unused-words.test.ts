import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { everyZh } from './every-word.ts';

type Tree = { [key: string]: string | Tree };

function keysOf(tree: Tree, path = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${path}${key}`] : keysOf(value, `${path}${key}.`),
  );
}

const isWords = (file: string) => /^ui.words.(?!graded)/.test(file);
const source = readdirSync('client', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !isWords(file))
  .map((file) => readFileSync(join('client', file), 'utf8'))
  .join('\n');

const literal = new Set([...source.matchAll(/['"`]([\w]+(?:\.[\w]+)*)['"`]/g)].map(([, key]) => key ?? ''));
/** Sections whose words fill the sentence of a reason (client/ui/reason-text.ts): named there, or by the server as a vocabulary. */
const SECTIONS = [...readFileSync('client/ui/reason-text.ts', 'utf8').matchAll(/: '([\w.]+)'/g)].map(
  ([, section]) => `${section}.`,
);
const VOCABULARIES = ['roadClass.'];
/** `alarm.state.${state}`: any word there. */
const patterns = [...source.matchAll(/`((?:[\w.]|\$\{(?:[^{}`]|\{[^{}]*\})*\})+)`/g)]
  .map(([, text]) => text ?? '')
  .filter((text) => text.includes('${') && text.replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '').includes('.'))
  .map((text) => text.replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '*'))
  .filter((text) => !text.startsWith('*'))
  .map((text) => new RegExp(`^${text.replaceAll('.', '\\.').replaceAll('*', '[\\w.]+')}$`));

/** Refusals of a noun stand in its file of words and are taken over among the reasons. */
const isReason = (key: string) => /\.refusal\.\w+$/.test(key) && `${key.split('.').at(-1)}` in everyZh.reason;

test('every word is on some screen', () => {
  const unused = keysOf(everyZh).filter(
    (key) =>
      !isReason(key) &&
      !literal.has(key) &&
      !patterns.some((pattern) => pattern.test(key)) &&
      ![...SECTIONS, ...VOCABULARIES].some((section) => key.startsWith(section)),
  );
  expect(unused).toEqual([]);
});
