import type { RawGeometry } from './read-geometry.ts';

const TYPES: Readonly<Record<string, string>> = {
  POINT: 'Point',
  LINESTRING: 'LineString',
  POLYGON: 'Polygon',
  MULTILINESTRING: 'MultiLineString',
  MULTIPOLYGON: 'MultiPolygon',
};
const HEAD =
  /^\s*(?:SRID=(?<srid>\d+);)?\s*(?<type>(?:MULTI)?POLYGON|(?:MULTI)?LINESTRING|POINT)\s*(?:ZM|Z|M)?\s*(?=\(|EMPTY)/i;

/** Whether a cell begins as a geometry in well-known text does. */
export function isWktGeometry(cell: string): boolean {
  return HEAD.test(cell);
}

/**
 * A geometry in well-known text (OGC 06-103r4, section 7; `SRID=n;` before it as PostGIS writes) as GeoJSON has it, x and y as they stand, without
 * z and m. Undefined for what is no such text; what is wrong inside comes as coordinates that are none.
 */
export function wktGeometry(text: string): { geometry: RawGeometry; srid: number | undefined } | undefined {
  const head = HEAD.exec(text);
  const type = TYPES[head?.groups?.type?.toUpperCase() ?? ''];
  if (!head || !type) return undefined;
  const srid = head.groups?.srid === undefined ? undefined : Number(head.groups.srid);
  const body = text.slice(head[0].length).trim();
  if (/^EMPTY$/i.test(body)) return { geometry: { type, coordinates: [] }, srid };
  const nested = nestedOf(body);
  return { geometry: { type, coordinates: type === 'Point' ? firstOf(nested) : nested }, srid };
}

function firstOf(nested: unknown): unknown {
  return Array.isArray(nested) ? nested[0] : undefined;
}

/** Lists within brackets, positions between commas; undefined where the brackets do not fit. */
function nestedOf(body: string): unknown[] | undefined {
  const stack: unknown[][] = [[]];
  let from = 0;
  const position = (to: number): void => {
    const numbers = body.slice(from, to).trim();
    if (numbers !== '') stack.at(-1)?.push(numbers.split(/\s+/).map(Number).slice(0, 2));
  };
  for (let at = 0; at < body.length; at++) {
    const sign = body[at];
    if (sign === '(') {
      const list: unknown[] = [];
      stack.at(-1)?.push(list);
      stack.push(list);
    } else if (sign === ',') position(at);
    else if (sign === ')') {
      position(at);
      stack.pop();
      if (stack.length === 0) return undefined;
    } else continue;
    from = at + 1;
  }
  const [whole] = stack[0] ?? [];
  return stack.length === 1 && Array.isArray(whole) ? whole : undefined;
}
