import type { AnalysisInput, AnalysisToday } from '../contract/analysis.ts';

/** What a result was asked and came to, without what it is called and what is noted on it. */
export type AnalysisMade = Omit<AnalysisInput, 'title' | 'sheetId'>;

/**
 * What comes of making a saved result again: `same` bytes; `asked_otherwise`, other parameters, time, area or filter, so that there is nothing to
 * compare; another `formula` than then; other `incidents` or cells went in; or `differs` although all of that is the same, which must
 * not be.
 */
export const VERDICTS = ['same', 'asked_otherwise', 'formula', 'incidents', 'differs'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Compares a result made again with the saved one. */
export function verdictOf(saved: AnalysisToday, again: AnalysisMade): Verdict {
  if (askedText(saved) !== askedText(again)) return 'asked_otherwise';
  if (saved.resultDigest === again.resultDigest) return 'same';
  if (saved.formulaVersion !== again.formulaVersion) return 'formula';
  return saved.inputDigest === again.inputDigest ? 'differs' : 'incidents';
}

function askedText({ areaCode, from, to, filter, parameters, seed }: AnalysisMade): string {
  return orderedJson([areaCode, Date.parse(from), Date.parse(to), filter, parameters, seed]);
}

/** JSON with the keys of every object in order: a database may give them back in another one. */
function orderedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(orderedJson).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${orderedJson(one)}`).join()}}`;
}
