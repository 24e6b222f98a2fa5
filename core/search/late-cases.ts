import { foldPhrase, leadingTerm, type Term, term } from './term.ts';

type Meaning = { late: 'hours' | 'days' } | { cases: true } | { filler: true };

/** Late by days are cases, late by minutes incidents: Chinese has a word for either, "overdue" can be both. */
const TERMS: readonly Term<Meaning>[] = [
  term({ late: 'days' }, '逾期,超期', 'past due', 'yu qi,chao qi'),
  term({ late: 'hours' }, '超时,超过时限', 'overdue,late', 'chao shi'),
  term(
    { cases: true },
    '排查事项,排查,事项,案卷,案件',
    'case,cases,case file,case files',
    'pai cha shi xiang,pai cha,shi xiang,an juan,an jian',
  ),
  term({ filler: true }, '的,全部', 'all,the', 'de'),
];

/** That cases past their day are meant: surely, or as one of two things; and whether a word was named, not only spelled in pinyin. */
export interface LateCases {
  isSure: boolean;
  isNamed: boolean;
}

/** "逾期", "overdue", "overdue cases", "超期的排查事项"; undefined when anything else is said, or not that they are late. */
export function readLateCases(text: string): LateCases | undefined {
  const meanings: Meaning[] = [];
  let isNamed = false;
  let rest = foldPhrase(text);
  while (rest !== '') {
    const word = leadingTerm(rest, TERMS);
    if (!word) return undefined;
    meanings.push(word.means);
    isNamed ||= word.isNamed;
    rest = word.rest.trimStart();
  }
  if (!meanings.some((one) => 'late' in one)) return undefined;
  const isSure = meanings.some((one) => 'cases' in one || ('late' in one && one.late === 'days'));
  return { isSure, isNamed };
}
