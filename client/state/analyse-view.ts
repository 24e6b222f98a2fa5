import { ANALYSIS_QUESTIONS, type AnalysisQuestionName } from '../../core/analysis/questions.ts';
import type { Level } from '../../core/vocabulary.ts';
import type { Brush } from './view-state.ts';

export const QUESTIONS = ANALYSIS_QUESTIONS;
export type QuestionKey = AnalysisQuestionName;

/** What the Analyse workspace asks, and of which incidents; the filter is that of the whole page. */
export interface AnalyseView {
  question: QuestionKey;
  /** The time that is looked at, null: the whole history. */
  window: Brush | null;
  /** Hours of the week that count, 0 being Monday 00-01 by the city's clock; none: all. Rising. */
  hours: readonly number[];
  /** The areas that are counted. */
  level: Level;
  /** Parameters of the questions by their names, such as `significant.alpha`; what equals a question's default is left out. */
  parameters: Readonly<Record<string, string>>;
}

export const DEFAULT_ANALYSE: AnalyseView = {
  question: 'dense',
  window: null,
  hours: [],
  level: 'street',
  parameters: {},
};

const HOURS_A_WEEK = 168;
const MOST_PARAMETERS = 40;

/** [8, 9, 10, 32] as '8-10,32'. */
export function encodeHours(hours: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const hour of hours) {
    const last = runs.at(-1);
    if (last && last[1] === hour - 1) last[1] = hour;
    else runs.push([hour, hour]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
}

/** The hours that a text stands for; what makes no sense in it is left out, and all hours are none. */
export function decodeHours(text: string | null): number[] {
  const hours = new Set<number>();
  for (const run of (text ?? '').split(',')) {
    const [, from, to] = /^(\d{1,3})(?:-(\d{1,3}))?$/.exec(run) ?? [];
    if (from === undefined) continue;
    for (let hour = Number(from); hour <= Number(to ?? from) && hour < HOURS_A_WEEK; hour++) hours.add(hour);
  }
  return hours.size === HOURS_A_WEEK ? [] : [...hours].sort((a, b) => a - b);
}

/** 'name:value;name:value' in order of the names. */
export function encodeParameters(parameters: AnalyseView['parameters']): string {
  return Object.entries(parameters)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}:${value}`)
    .join(';');
}

export function decodeParameters(text: string | null): Record<string, string> {
  const pairs = (text ?? '').split(';').flatMap((pair) => {
    const [, name, value] = /^([a-z][a-zA-Z.]{0,40}):([\w.,+~-]{1,80})$/.exec(pair) ?? [];
    return name === undefined || value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(pairs.slice(0, MOST_PARAMETERS));
}
