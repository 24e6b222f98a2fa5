import { RISK_GRADES, RISK_ITEMS, type RiskGrade, type RiskItem } from './vocabulary.ts';

/** One item of the checklist as somebody answered it; null: not yet. */
export interface RiskAnswer {
  item: RiskItem;
  answer: RiskGrade | null;
  note: string;
}

/** Items that alone decide: what is not lawful, or from where nobody gets out, is high whatever the rest is. */
export const DECISIVE_ITEMS: readonly RiskItem[] = ['legality', 'evacuation'];
/** So many high items make the whole high; so many medium ones make it medium. */
export const HIGH_FROM = 2;
export const MEDIUM_FROM = 3;

/** The rule that gave a grade, and the items that it looked at. */
export interface GradedRisk {
  grade: RiskGrade;
  rule: 'decisive' | 'many_high' | 'one_high' | 'many_medium' | 'none';
  items: RiskItem[];
}

/**
 * The grade of a checklist, and why: high when a decisive item is high or at least two items are; medium when one item is high or at
 * least three are medium; low otherwise. A worse answer never makes a better grade. Unanswered items do not count.
 */
export function gradeOfRisk(checklist: readonly RiskAnswer[]): GradedRisk {
  const answered = (wanted: RiskGrade) =>
    checklist.filter(({ answer }) => answer === wanted).map(({ item }) => item);
  const high = answered('high');
  const medium = answered('medium');
  const decisive = high.filter((item) => DECISIVE_ITEMS.includes(item));
  if (decisive.length > 0) return { grade: 'high', rule: 'decisive', items: decisive };
  if (high.length >= HIGH_FROM) return { grade: 'high', rule: 'many_high', items: high };
  if (high.length > 0) return { grade: 'medium', rule: 'one_high', items: high };
  if (medium.length >= MEDIUM_FROM) return { grade: 'medium', rule: 'many_medium', items: medium };
  return { grade: 'low', rule: 'none', items: [] };
}

/** Every item once, in the order of the vocabulary, with the given answers; of an item given twice the last counts. */
export function wholeChecklist(given: readonly RiskAnswer[]): RiskAnswer[] {
  const answers = new Map(given.map((one) => [one.item, one]));
  return RISK_ITEMS.map((item) => answers.get(item) ?? { item, answer: null, note: '' });
}

/** How many items nobody has answered. */
export function unanswered(checklist: readonly RiskAnswer[]): number {
  return checklist.filter(({ answer }) => answer === null).length;
}

/** Grades in numbers: 0 low, 1 medium, 2 high. */
export function riskRank(grade: RiskGrade): number {
  return RISK_GRADES.indexOf(grade);
}
