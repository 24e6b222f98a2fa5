import { useTranslation } from 'react-i18next';
import type { TurnRule } from '../../../../core/contract/turn-rule.ts';
import { type Named, useName } from '../../../ui/named.ts';
import { headingText } from '../../../ui/turn-text.ts';
import { ruleText, uniqueLines } from './rule-text.ts';

/** Whom a rule may bind: on foot everybody turns freely. */
const BOUND = 3;

/** Rules in words. */
export function useTurnText() {
  const { t } = useTranslation();
  const nameOf = useName();
  /** 'for cars and motorcycles'. */
  const boundText = ({ properties: { vehicles } }: TurnRule): string => {
    if (vehicles.length === BOUND) return t('turnRules.everybody');
    const named = vehicles.map((vehicle) => t(`turnRules.vehicles.${vehicle}`));
    return t('turnRules.holds', { vehicles: named.join(t('turnRules.and')) });
  };
  return {
    /** What rules say, and for whom, nothing twice. */
    linesOf: (rules: readonly TurnRule[]) =>
      uniqueLines(
        rules.map((one) => ({
          id: one.id,
          kind: one.properties.kind,
          rule: ruleText(t, nameOf, one),
          bound: boundText(one),
        })),
      ),
    goingText: ({ properties: { headingDegrees } }: TurnRule): string =>
      t('turnRules.going', { heading: headingText(t, headingDegrees) }),
    nameOf: (road: Named): string => nameOf(road) || t('desks.closures.unnamed'),
  };
}
