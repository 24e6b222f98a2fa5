import type { RuleKind } from '../../core/vocabulary.ts';
import type { Queryable } from '../../server/database/database.ts';
import { sql } from '../../server/database/sql.ts';
import { smallestAreaAround } from '../../server/queries/areas.ts';
import { GEOFENCES } from '../../server/queries/nouns.ts';
import { insertPlaced } from '../../server/queries/placed.ts';
import { demoFences } from './demo-fences.ts';
import type { SeededCity } from './seeded-city.ts';

/** For how many minutes a device of each kind may be silent in the demo city. */
export const DEMO_DEVICE_LIMITS = { minutes: { camera: 60, alarm_button: 10, sensor: 12 } };

/** Settings of the demo city, where they differ from a new one's: what moves there comes and goes within minutes. */
const RULES: [kind: RuleKind, isOn: boolean, limits: object][] = [
  ['device_silent', true, DEMO_DEVICE_LIMITS],
  ['area_unvisited', true, { minutes: 90, level: 'street', within: streets(1, 2, 3, 4, 5, 6, 7, 8) }],
  [
    'area_understaffed',
    true,
    { units: 2, seconds: 300, level: 'district', within: ['630102', '630103', '630104', '630105'] },
  ],
];

/** Streets of the district with a route in every shift. */
function streets(...numbers: number[]): string[] {
  return numbers.map((number) => `630102${String(number).padStart(3, '0')}`);
}

/** The fences of the demo city, and how its rules are set. */
export async function insertWatchSettings(tx: Queryable, { city, id }: SeededCity): Promise<void> {
  const cityCode = city.areas.find(({ level }) => level === 'city')?.code ?? '';
  for (const [index, { geometry, properties }] of demoFences(city).entries()) {
    const areaCode = (await smallestAreaAround(tx, geometry)) ?? cityCode;
    await insertPlaced(tx, GEOFENCES, id('geofence', index), {
      areaCode,
      geometry,
      properties,
      now: city.asOf,
    });
  }
  const codes = new Set(city.areas.map(({ code }) => code));
  for (const [kind, isOn, limits] of RULES) {
    const within =
      'within' in limits ? { within: (limits.within as string[]).filter((code) => codes.has(code)) } : {};
    await tx.query(
      sql`UPDATE alarm_rule SET is_on = ${isOn}, limits = ${{ ...limits, ...within }}::jsonb WHERE kind = ${kind}`,
    );
  }
}
