import type { TFunction } from 'i18next';
import type { TurnRule } from '../../../../core/contract/turn-rule.ts';
import type { Named } from '../../../ui/named.ts';

type Turn = TurnRule['properties']['turns'][number];

/** 'No left turn into North Road'; `nameOf` gives '' for a road without a name. */
export function ruleText(
  t: TFunction,
  nameOf: (road: Named) => string,
  { properties: { kind, roadId, turns } }: TurnRule,
): string {
  const road = (turn: Turn): string => nameOf(turn) || t('turn.unnamed');
  // Roads of one name are often several one after the other.
  const roadsOver = ({ over }: Turn): string =>
    [...new Set(over.map((one) => nameOf(one) || t('turnRules.link')))].join(t('turnRules.and'));
  if (kind === 'only') {
    const said = turns.map((turn) => {
      const roads = roadsOver(turn);
      const into = t(`turnRules.turn.${turn.kind}`, { road: road(turn) });
      return roads ? t('turnRules.overBefore', { roads }) + into : into;
    });
    const isOver = turns.some(({ over }) => over.length > 0);
    return t(isOver ? 'turnRules.onlyOver' : 'turnRules.only', { turns: said.join(t('turnRules.or')) });
  }
  const said = turns.map((turn) => {
    const roads = roadsOver(turn);
    if (turn.kind === 'u_turn' && turn.roadId === roadId)
      return roads ? t('turnRules.noRoundOver', { roads }) : t('turnRules.noRound');
    const over = roads ? t('turnRules.overIn', { roads }) : '';
    return t(`turnRules.no.${turn.kind}`, { road: road(turn), over });
  });
  return said.join(t('turnRules.or'));
}

/** Rules as lines, each once: roads without a name, or of the same name, sound alike. */
export function uniqueLines<T extends { rule: string; bound: string }>(lines: readonly T[]): T[] {
  const isSame = (a: T, b: T): boolean => a.rule === b.rule && a.bound === b.bound;
  return lines.filter((line, i) => lines.findIndex((one) => isSame(one, line)) === i);
}
