import { isOverdue } from '../../../../core/case/due.ts';
import type { Organisation } from '../../../../core/case/vocabulary.ts';
import type { Case } from '../../../../core/contract/case.ts';
import type { CaseFilter } from '../../../state/cases-shown.ts';

/** The cases inside an area that pass, the one due first first. `today` is 'yyyy-mm-dd' in the city's zone. */
export function filteredCases(
  cases: Iterable<Case>,
  { kind, level, organisation, onlyOverdue }: CaseFilter,
  prefix: string,
  today: string,
): Case[] {
  const passing = [...cases].filter(
    ({ properties: p }) =>
      p.areaCode.startsWith(prefix) &&
      (kind === '' || p.kind === kind) &&
      (level === '' || p.heldBy === level) &&
      (organisation === '' || concerns(p, organisation)) &&
      (!onlyOverdue || isOverdue(p, today)),
  );
  return passing.sort(
    (a, b) =>
      compare(a.properties.dueOn, b.properties.dueOn) ||
      a.properties.grade - b.properties.grade ||
      compare(a.properties.number, b.properties.number),
  );
}

function concerns({ owner, actions }: Case['properties'], organisation: Organisation): boolean {
  return (
    owner === organisation ||
    actions.some(({ partner, state }) => partner === organisation && state === 'open')
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
