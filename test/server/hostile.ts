import fc from 'fast-check';
import { LIVE_NOUNS } from '../../core/contract/live.ts';
import { IN_LEFT, thing } from './small-city.ts';

const IDS = LIVE_NOUNS.map((noun) => thing(noun, 'left'));

/** As much of a JSON schema as our documents use. */
export interface JsonSchema {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  prefixItems?: JsonSchema[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  format?: string;
  minimum?: number;
  maximum?: number;
  minItems?: number;
}

const STRINGS = [
  '',
  ' ',
  '0',
  '-1',
  'null',
  'NaN',
  '1e309',
  '99999999999999999999',
  '\u0000',
  '\ud800',
  '\u202e\u0301\ufeff',
  '😀'.repeat(40),
  '经纬'.repeat(400),
  'a'.repeat(20_000),
  "' OR 1=1--",
  '"; DROP TABLE incident; --',
  '%27%00%ff',
  '%',
  '_',
  '\\',
  '$1',
  '{}',
  '[]',
  '../../etc/passwd',
  '<img src=x onerror=alert(1)>',
  '=cmd|calc',
  '__proto__',
  '630102',
  '630102001001001',
  '0193f000-0000-7000-8000-000000010000',
  '00000000-0000-0000-0000-000000000000',
  '2026-02-30T00:00:00Z',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999999999+14:00',
  '101.6,36.5,101.7,36.6',
  '1,2,3,4,5',
  'eyJhIjoxfQ',
];
const NUMBERS = [0, -0, -1, 1.5, 1e-320, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308];

/** Any code point but half a surrogate pair, as fast-check's unit 'binary', which takes seconds to be made. */
const anyPoint = fc.oneof(
  fc.integer({ min: 0, max: 0xd7ff }),
  fc.integer({ min: 0xe000, max: 0xffff }),
  fc.integer({ min: 0x10000, max: 0x10ffff }),
);

/** Strings that break things. */
export const hostileString: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...STRINGS),
  fc.array(anyPoint, { maxLength: 40 }).map((points) => String.fromCodePoint(...points)),
);

/** Values that break things: wrong types, huge numbers, deep nests, broken geometry. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileString,
  fc.constantFrom<unknown>(...NUMBERS, null, true, {}, [], [[[[]]]], { constructor: { prototype: {} } }),
  fc.constantFrom<unknown>(...geometries()),
  fc.jsonValue({ maxDepth: 4 }),
);

function geometries(): unknown[] {
  const comb = Array.from({ length: 3000 }, (_, i) => [101.6 + (i % 2) * 0.2, 36.5 + i * 1e-5]);
  const point = (...coordinates: unknown[]) => ({ type: 'Point', coordinates });
  return [
    point(101.63, 36.52),
    point(36.52, 101.63),
    point(1e300, -1e300),
    point(null, null),
    point(),
    { type: 'Point' },
    { type: 'Polygon', coordinates: [] },
    {
      type: 'Polygon',
      coordinates: [
        [
          [101.6, 36.5],
          [101.7, 36.6],
          [101.7, 36.5],
          [101.6, 36.6],
          [101.6, 36.5],
        ],
      ],
    },
    { type: 'Polygon', coordinates: [[...comb, comb[0]]] },
    { type: 'Polygon', coordinates: [Array(5).fill([101.6, 36.5])] },
    {
      type: 'MultiPolygon',
      coordinates: [
        [
          [
            [101.6, 36.5],
            [101.7, 36.5],
            [101.7, 36.6],
            [101.6, 36.5],
          ],
        ],
        [],
      ],
    },
    { type: 'LineString', coordinates: Array(2000).fill([101.63, 36.52]) },
    {
      type: 'LineString',
      coordinates: [
        [101.63, 36.52],
        [101.64, 36.53],
      ],
    },
    { type: 'GeometryCollection', geometries: [] },
    { type: 'Feature', geometry: null, properties: null },
  ];
}

/** Values that fit the schema, with now and then a part that does not. */
export function mostlyFitting(schema: JsonSchema): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 15, arbitrary: fitting(schema) }, { weight: 1, arbitrary: hostileValue });
}

function fitting(schema: JsonSchema): fc.Arbitrary<unknown> {
  const either = schema.anyOf ?? schema.oneOf;
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (either) return fc.oneof(...either.map(mostlyFitting));
  if (schema.allOf) return fc.tuple(...schema.allOf.map(fitting)).map((parts) => Object.assign({}, ...parts));
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case 'object':
      return fittingObject(schema);
    case 'array':
      return fittingArray(schema);
    case 'integer':
      return fc.integer({
        min: schema.minimum ?? -5,
        max: Math.max(schema.minimum ?? 0, schema.maximum ?? 20),
      });
    case 'number':
      return fc.oneof(
        fc.constantFrom(101.63, 36.52),
        fc.double({ min: schema.minimum ?? -400, max: schema.maximum ?? 400, noNaN: true }),
      );
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fittingString(schema);
  }
}

function fittingObject({ properties = {}, required = [] }: JsonSchema): fc.Arbitrary<unknown> {
  const model = Object.fromEntries(
    Object.entries(properties).map(([key, inner]) => [key, mostlyFitting(inner)]),
  );
  return fc.record(model, { requiredKeys: required.filter((key) => key in model) });
}

function fittingArray({ items, prefixItems, minItems = 0 }: JsonSchema): fc.Arbitrary<unknown> {
  if (prefixItems) return fc.oneof(fc.constant(IN_LEFT), fc.tuple(...prefixItems.map(fitting)));
  return fc.array(mostlyFitting(items ?? {}), { minLength: minItems, maxLength: minItems + 3 });
}

function fittingString({ format }: JsonSchema): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.oneof(fc.uuid(), fc.constantFrom(...IDS));
  if (format === 'date-time') return fc.constantFrom('2026-11-23T00:00:00Z', '2025-01-01T08:00:00+08:00');
  if (format === 'date') return fc.constantFrom('2026-11-23', '0001-01-01');
  return fc.oneof(hostileString, fc.constantFrom('630102', '630102001001001', '名', 'demo', '20'));
}
