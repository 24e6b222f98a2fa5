import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { TurnRule } from '../../../../core/contract/turn-rule.ts';
import { overPicture } from '../../../state/over-picture.ts';
import { type Approach, approachesOf, placeOf, signName } from './turn-approaches.ts';
import { useTurnText } from './turn-rule-text.ts';

const OWNER = 'turn-rules';

/** Signs on the map: the pointer is told what they say, a click opens the road. */
export function useTurnSigns(
  rules: readonly TurnRule[] | undefined,
  onOpen: (place: { lng: number; lat: number }) => void,
): void {
  const { i18n } = useTranslation();
  const { nameOf, goingText, linesOf } = useTurnText();
  // Drawn anew with other rules or in another language only.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words are made anew each time
  useEffect(() => {
    const told = ({ first, rules }: Approach): string =>
      [
        `${nameOf(first.properties)} · ${goingText(first)}`,
        ...linesOf(rules).map(({ rule, bound }) => `${rule} ${bound}`),
      ].join('\n');
    const signs = approachesOf(rules ?? []).map((one) => ({
      ...{ id: one.id, geometry: one.first.geometry, tone: 'bad' as const },
      ...{ sign: signName(one), told: told(one) },
    }));
    overPicture.set(OWNER, signs);
  }, [rules, i18n.language]);
  useEffect(() => () => overPicture.clear(OWNER), []);
  useEffect(
    () =>
      overPicture.onPick((id) => {
        const found = approachesOf(rules ?? []).find((one) => one.id === id);
        if (found) onOpen(placeOf(found));
      }),
    [rules, onOpen],
  );
}
