import { checkpointNetEn } from '../../../client/ui/words/checkpoint-net-en.ts';
import { checkpointNetZh } from '../../../client/ui/words/checkpoint-net-zh.ts';
import { cordonEn } from '../../../client/ui/words/cordon-en.ts';
import { cordonZh } from '../../../client/ui/words/cordon-zh.ts';
import { coverageEn } from '../../../client/ui/words/coverage-en.ts';
import { coverageZh } from '../../../client/ui/words/coverage-zh.ts';
import { dosageEn } from '../../../client/ui/words/dosage-en.ts';
import { dosageZh } from '../../../client/ui/words/dosage-zh.ts';
import { dutyEn } from '../../../client/ui/words/duty-en.ts';
import { dutyZh } from '../../../client/ui/words/duty-zh.ts';
import { en } from '../../../client/ui/words/en.ts';
import { handoverEn } from '../../../client/ui/words/handover-en.ts';
import { handoverZh } from '../../../client/ui/words/handover-zh.ts';
import { importEn } from '../../../client/ui/words/import-en.ts';
import { importZh } from '../../../client/ui/words/import-zh.ts';
import type { LateWords } from '../../../client/ui/words/late-words.ts';
import { patrolsEn } from '../../../client/ui/words/patrols-en.ts';
import { patrolsZh } from '../../../client/ui/words/patrols-zh.ts';
import { placeCodesEn } from '../../../client/ui/words/place-codes-en.ts';
import { placeCodesZh } from '../../../client/ui/words/place-codes-zh.ts';
import { roundsEn } from '../../../client/ui/words/rounds-en.ts';
import { roundsZh } from '../../../client/ui/words/rounds-zh.ts';
import { ruleEn } from '../../../client/ui/words/rule-en.ts';
import { ruleZh } from '../../../client/ui/words/rule-zh.ts';
import { turnRulesEn } from '../../../client/ui/words/turn-rules-en.ts';
import { turnRulesZh } from '../../../client/ui/words/turn-rules-zh.ts';
import { zh } from '../../../client/ui/words/zh.ts';

const lateZh: LateWords = {
  checkpointNet: checkpointNetZh,
  cordon: cordonZh,
  coverage: coverageZh,
  dosage: dosageZh,
  duty: dutyZh,
  handover: handoverZh,
  import: importZh,
  rule: ruleZh,
  turnRules: turnRulesZh,
  patrols: patrolsZh,
  placeCodes: placeCodesZh,
  rounds: roundsZh,
};
const lateEn: LateWords = {
  checkpointNet: checkpointNetEn,
  cordon: cordonEn,
  coverage: coverageEn,
  dosage: dosageEn,
  duty: dutyEn,
  handover: handoverEn,
  import: importEn,
  rule: ruleEn,
  turnRules: turnRulesEn,
  patrols: patrolsEn,
  placeCodes: placeCodesEn,
  rounds: roundsEn,
};

/** Every word of the page, with those that come with a desk. */
export const everyZh = { ...zh, ...lateZh };
export const everyEn = { ...en, ...lateEn };
