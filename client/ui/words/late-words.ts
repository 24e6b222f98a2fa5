import type { checkpointNetZh } from './checkpoint-net-zh.ts';
import type { cordonZh } from './cordon-zh.ts';
import type { coverageZh } from './coverage-zh.ts';
import type { dosageZh } from './dosage-zh.ts';
import type { dutyZh } from './duty-zh.ts';
import type { handoverZh } from './handover-zh.ts';
import type { importZh } from './import-zh.ts';
import type { patrolsZh } from './patrols-zh.ts';
import type { placeCodesZh } from './place-codes-zh.ts';
import type { roundsZh } from './rounds-zh.ts';
import type { ruleZh } from './rule-zh.ts';
import { type Language, words } from './start-words.ts';
import type { turnRulesZh } from './turn-rules-zh.ts';

/** Sections of the words that come with the code of a desk or a page, when it is first opened, and not with the page. */
export interface LateWords {
  checkpointNet: typeof checkpointNetZh;
  cordon: typeof cordonZh;
  coverage: typeof coverageZh;
  dosage: typeof dosageZh;
  duty: typeof dutyZh;
  handover: typeof handoverZh;
  import: typeof importZh;
  patrols: typeof patrolsZh;
  placeCodes: typeof placeCodesZh;
  rounds: typeof roundsZh;
  rule: typeof ruleZh;
  turnRules: typeof turnRulesZh;
}

/** Adds a section in both languages. The file that loads a desk calls it, so that the words are there before the desk shows. */
export function addWords<S extends keyof LateWords>(
  section: S,
  inBoth: Record<Language, LateWords[S]>,
): void {
  for (const language of ['zh', 'en'] as const)
    words.addResourceBundle(language, 'words', { [section]: inBoth[language] }, true, true);
}
