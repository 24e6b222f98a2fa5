import { type AccountRole, DESK_ROLES } from '../../core/vocabulary.ts';
import type { SeededCity } from './seeded-city.ts';

/** Name of the demo account of a role. */
export function demoName(role: AccountRole): string {
  return `演示 Demo ${role}`;
}

export function demoAccountId({ id }: Pick<SeededCity, 'id'>, role: AccountRole): string {
  return id('account', (DESK_ROLES as readonly AccountRole[]).indexOf(role));
}

/** One demo account for each role at a desk, and one operator who sees one district only. */
export function demoAccounts(seeded: SeededCity) {
  const { areas } = seeded.city;
  const cityCode = areas.find(({ level }) => level === 'city')?.code ?? '';
  const district = areas.find(({ level }) => level === 'district')?.code ?? cityCode;
  const one = { login: 'operator-chengdong', name: '城东区演示 Demo Chengdong', role: 'operator' };
  return [
    ...DESK_ROLES.map((role) => ({ login: role, name: demoName(role), role, scope: cityCode })),
    { ...one, scope: district },
  ].map((account, index) => ({ id: seeded.id('account', index), ...account }));
}
