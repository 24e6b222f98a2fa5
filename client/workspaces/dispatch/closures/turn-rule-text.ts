import { useTranslation } from 'react-i18next';
import type { TurnRule } from '../../../../core/contract/turn-rule.ts';
import { type Named, useName } from '../../../ui/named.ts';
import { headingText } from '../../../ui/turn-text.ts';

/** Whom a rule may bind: on foot everybody turns freely. */
const BOUND = 3;

/** Rules in words. */
export function useTurnText() {
  const { t } = useTranslation();
  const name = useName();
  const nameOf = (road: Named): string => name(road) || t('desks.closures.unnamed');
  return {
    /** 'No left turn into North Road'. */
    ruleText({ properties: { kind, roadId, turns } }: TurnRule): string {
      const [first] = turns;
      if (kind === 'no' && first?.kind === 'u_turn' && first.roadId === roadId) return t('turnRules.noRound');
      const text = (of: 'no' | 'turn') =>
        turns
          .map((turn) => t(`turnRules.${of}.${turn.kind}`, { road: nameOf(turn) }))
          .join(t('turnRules.or'));
      return kind === 'no' ? text('no') : t('turnRules.only', { turns: text('turn') });
    },
    /** 'for cars and motorcycles'. */
    boundText({ properties: { vehicles } }: TurnRule): string {
      if (vehicles.length === BOUND) return t('turnRules.everybody');
      const named = vehicles.map((vehicle) => t(`turnRules.vehicles.${vehicle}`));
      return t('turnRules.holds', { vehicles: named.join(t('turnRules.and')) });
    },
    goingText: ({ properties: { headingDegrees } }: TurnRule): string =>
      t('turnRules.going', { heading: headingText(t, headingDegrees) }),
    nameOf,
  };
}
