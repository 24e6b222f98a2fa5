import { SKILLS, type Skill } from '../../core/duty/vocabulary.ts';
import type { UnitKind, UnitVehicle } from '../../core/vocabulary.ts';
import type { Random } from './random.ts';

/** How many in a hundred units have a skill, by how they go. */
const SHARES: Record<UnitVehicle, Partial<Record<Skill, number>>> = {
  foot: { first_aid: 30, mediation: 60, crowd_control: 20, bilingual: 30 },
  bicycle: { first_aid: 30, mediation: 40, crowd_control: 10, bilingual: 20 },
  motorcycle: { first_aid: 20, traffic_control: 60, drone: 10 },
  car: { first_aid: 40, traffic_control: 40, fire_fighting: 25, mediation: 20, dog: 8, drone: 10 },
};
/** Brigades, which are in reserve, bring more. */
const BRIGADE: Partial<Record<Skill, number>> = {
  ...SHARES.car,
  crowd_control: 60,
  fire_fighting: 50,
  water_rescue: 25,
  drone: 30,
  dog: 20,
};

/** What a unit can do, in the order of the vocabulary. */
export function skillsOf(random: Random, kind: UnitKind, vehicle: UnitVehicle): Skill[] {
  const shares = kind === 'brigade' ? BRIGADE : SHARES[vehicle];
  return SKILLS.filter((skill) => random.chance((shares[skill] ?? 0) / 100));
}
