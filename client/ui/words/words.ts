import { en } from './en.ts';
import { type Language, startWords as start } from './start-words.ts';
import { zh } from './zh.ts';

export { type Language, words } from './start-words.ts';
/** The same keys in every language. */
export type Words = typeof zh;

/** Starts with every word of the desk. */
export async function startWords(language: Language): Promise<void> {
  await start(language, { zh, en });
}
