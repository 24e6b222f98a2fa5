/** A place in degrees, WGS 84. */
export interface LngLat {
  lng: number;
  lat: number;
}

interface Part {
  degrees: number;
  axis: 'lng' | 'lat' | undefined;
}

const NUMBER = String.raw`\d{1,3}(?:\.\d{1,12})?`;
const SEXAGESIMAL = String.raw`(?:\s*[°度]\s*(?:(\d{1,2}(?:\.\d{1,12})?)\s*['′’分]\s*)?(?:(\d{1,2}(?:\.\d{1,12})?)\s*(?:["″”秒]|''|′′))?)?`;
const AXIS = '东经|西经|北纬|南纬|经度|纬度|longitude|latitude|lng|lon|lat|e|w|n|s';
const PART = new RegExp(
  String.raw`^\s*(${AXIS})?\s*[:=：]?\s*([-+]?)(${NUMBER})${SEXAGESIMAL}(?:\s*([ewns])(?![a-z\d]))?`,
  'i',
);

/**
 * A place that somebody typed, in degrees: `101.78, 36.62`, `36.62N 101.78E`, `101°46'41.5"E 36°37'2"N`, `东经101.78 北纬36.62`,
 * `lat=36.62 lng=101.78`, `geo:36.62,101.78`, with ASCII or Chinese signs. Without letters the longitude comes first, unless only the
 * other order is on Earth (RFC 5870: a `geo:` has the latitude first). Null when it is no place.
 */
export function parseCoordinates(text: string): LngLat | null {
  if (text.length > 100) return null;
  const plain = text.normalize('NFKC').trim();
  const isGeo = /^geo:/i.test(plain);
  const first = readPart(isGeo ? plain.slice(4) : plain);
  if (!first) return null;
  const between = /^\s*[,;、\s]\s*|^(?=东经|西经|北纬|南纬)/.exec(first.rest);
  const second = between && readPart(first.rest.slice(between[0].length));
  if (second?.rest.replace(isGeo ? /^;.*$/ : '', '').trim() !== '') return null;
  return isGeo ? onEarth(second.part.degrees, first.part.degrees) : inOrder(first.part, second.part);
}

function readPart(text: string): { part: Part; rest: string } | null {
  const match = PART.exec(text);
  if (!match) return null;
  const [all, before = '', sign, whole = '', minutes, seconds, after = ''] = match;
  if (before && after) return null;
  if (Number(minutes ?? 0) >= 60 || Number(seconds ?? 0) >= 60) return null;
  const letter = before || after;
  const size = Number(whole) + Number(minutes ?? 0) / 60 + Number(seconds ?? 0) / 3600;
  const isNegative = sign === '-' || /^(?:西经|南纬|w|s)$/i.test(letter);
  return {
    part: { degrees: isNegative ? -size : size, axis: axisOf(letter) },
    rest: text.slice(all.length),
  };
}

function axisOf(letter: string): Part['axis'] {
  if (!letter) return undefined;
  return /^(?:东经|西经|经度|longitude|lng|lon|e|w)$/i.test(letter) ? 'lng' : 'lat';
}

function inOrder(first: Part, second: Part): LngLat | null {
  if (first.axis && first.axis === second.axis) return null;
  if (first.axis === 'lat' || second.axis === 'lng') return onEarth(second.degrees, first.degrees);
  if (first.axis || second.axis) return onEarth(first.degrees, second.degrees);
  return onEarth(first.degrees, second.degrees) ?? onEarth(second.degrees, first.degrees);
}

function onEarth(lng: number, lat: number): LngLat | null {
  return Math.abs(lng) <= 180 && Math.abs(lat) <= 90 ? { lng, lat } : null;
}
