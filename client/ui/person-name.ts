import type { TFunction } from 'i18next';
import { ACCOUNT_ROLES } from '../../core/vocabulary.ts';

/** Name of an account on the screen. Those of the demo are named after their role, which is told in the language of the view. */
export function personName(t: TFunction, displayName: string): string {
  const role = ACCOUNT_ROLES.find((one) => displayName === `演示 Demo ${one}`);
  return role ? t('app.demoAccount', { role: t(`accountRole.${role}`) }) : displayName;
}
