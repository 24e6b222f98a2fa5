/** Words of what units can do and when they serve, spelled the same everywhere. */
import { SHIFTS } from '../vocabulary.ts';

/** What a unit can do beyond what all can: 急救, 调解, 交通疏导, 人群疏导, 初期灭火, 水域救援, 无人机, 警犬, 双语沟通. */
export const SKILLS = [
  'first_aid',
  'mediation',
  'traffic_control',
  'crowd_control',
  'fire_fighting',
  'water_rescue',
  'drone',
  'dog',
  'bilingual',
] as const;
export type Skill = (typeof SKILLS)[number];

/** What a day of a repeating pattern is: one of the shifts, or rest. */
export const CYCLE_DUTIES = [...SHIFTS, 'rest'] as const;
export type CycleDuty = (typeof CYCLE_DUTIES)[number];

/** And what a single day can be: in training 训练, or in reserve 备勤 at home or at the station, which is no shift. */
export const DUTIES = [...CYCLE_DUTIES, 'training', 'reserve'] as const;
export type Duty = (typeof DUTIES)[number];

/** A pattern repeats after so many days at most. */
export const MOST_CYCLE_DAYS = 56;
