import type { TFunction } from 'i18next';
import type { TurnStep } from '../../core/network/turn-steps.ts';

const HEADINGS = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const;

/** The sentence for an instruction of a route, in a language; how far it is to the next one is not part of it. */
export function turnText(t: TFunction, step: TurnStep, language: 'zh' | 'en'): string {
  const name = language === 'en' ? step.nameEn || step.nameZh : step.nameZh;
  const heading = HEADINGS[Math.round(step.headingDegrees / 45) % HEADINGS.length]!;
  return t(`turn.${step.kind}`, {
    road: name || t('turn.unnamed'),
    heading: t(`turn.heading.${heading}`),
  });
}
