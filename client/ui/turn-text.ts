import type { TFunction } from 'i18next';
import type { TurnStep } from '../../core/network/turn-steps.ts';

const HEADINGS = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const;

/** The sentence for an instruction of a route, in a language; how far it is to the next one is not part of it. */
export function turnText(t: TFunction, step: TurnStep, language: 'zh' | 'en'): string {
  const name = language === 'en' ? step.nameEn || step.nameZh : step.nameZh;
  return t(`turn.${step.kind}`, {
    road: name || t('turn.unnamed'),
    heading: headingText(t, step.headingDegrees),
  });
}

/** 'north-east', of degrees clockwise from north. */
export function headingText(t: TFunction, degrees: number): string {
  const heading = HEADINGS[Math.round(degrees / 45) % HEADINGS.length]!;
  return t(`turn.heading.${heading}`);
}
