import proj4 from 'proj4';
import { type Crs, parseCrs } from './crs.ts';

const NAME = /^\s*(?:PROJCS|GEOGCS)\s*\[\s*"(?<name>[^"]{1,120})"/i;
const SPHEROID = /SPHEROID\s*\[\s*"[^"]*"\s*,\s*(?<major>[\d.]+)\s*,\s*(?<flattening>[\d.]+)/i;
const OWN_EPSG = /AUTHORITY\s*\[\s*"EPSG"\s*,\s*"?(?<code>\d{4,6})"?\s*\]\s*\]\s*$/i;
const SHIFT = /TOWGS84\s*\[(?<numbers>[^\]]*)\]/i;

/**
 * The CRS of well-known text (OGC 01-009, or as ESRI writes it in a .prj file); `code` is what it is called, else its own EPSG code or name.
 * Undefined for other text, and for a datum that lies apart from WGS 84 by an amount that the text does not tell (NAD27, Xian 1980): only
 * GRS 80 and WGS 84, which are taken as equal, and what has TOWGS84.
 */
export function crsFromWkt(wkt: string, code?: string): Crs | undefined {
  const name = wktName(wkt);
  if (name === undefined) return undefined;
  const own = OWN_EPSG.exec(wkt)?.groups?.code;
  const known = own === undefined ? undefined : parseCrs(`EPSG:${own}`);
  if (known) return known;
  if (!isNearWgs84(wkt)) return undefined;
  const called = code ?? (own === undefined ? name : `EPSG:${own}`);
  if (/^\s*GEOGCS/i.test(wkt) && SHIFT.exec(wkt) === null)
    return isInDegrees(wkt) ? { code: called, unit: 'degree', toWgs84: (x, y) => [x, y] } : undefined;
  try {
    const { forward } = proj4(wkt, '+proj=longlat +datum=WGS84 +no_defs');
    return { code: called, unit: 'metre', toWgs84: (x, y) => forward([x, y]) as [number, number] };
  } catch {
    return undefined;
  }
}

/** What a system in well-known text is called; undefined for other text. */
export function wktName(text: string): string | undefined {
  return NAME.exec(text)?.groups?.name;
}

function isNearWgs84(wkt: string): boolean {
  if (SHIFT.test(wkt)) return true;
  const { major, flattening } = SPHEROID.exec(wkt)?.groups ?? {};
  return Number(major) === 6_378_137 && Math.abs(Number(flattening) - 298.2572) < 0.0001;
}

function isInDegrees(wkt: string): boolean {
  const unit = /UNIT\s*\[\s*"[^"]*"\s*,\s*(?<radians>[\d.eE-]+)/i.exec(wkt)?.groups?.radians;
  return Math.abs(Number(unit) - Math.PI / 180) < 1e-9;
}
