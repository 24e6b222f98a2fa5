import gcoord from 'gcoord';
import proj4 from 'proj4';

/** A coordinate reference system that files may be in; `toWgs84` takes (x east, y north) and gives [lng, lat] in degrees. */
export interface Crs {
  /** EPSG:n, GCJ-02 or BD-09. */
  code: string;
  unit: 'degree' | 'metre';
  toWgs84(x: number, y: number): [lng: number, lat: number];
}

/** The codes that `parseCrs` takes, for messages. */
export const KNOWN_CRS =
  'EPSG:4326, EPSG:4490, EPSG:3857, EPSG:4491-4554 (CGCS2000 Gauss-Krueger, e.g. EPSG:4543), EPSG:32601-32760 (UTM), other codes of the EPSG registry on GRS 80 or WGS 84, GCJ-02, BD-09';

const ALIASES: Record<string, string> = {
  WGS84: 'EPSG:4326',
  CRS84: 'EPSG:4326',
  OGCCRS84: 'EPSG:4326',
  CGCS2000: 'EPSG:4490',
  EPSG4269: 'EPSG:4269',
  EPSG900913: 'EPSG:3857',
  WEBMERCATOR: 'EPSG:3857',
  GCJ02: 'GCJ-02',
  AMAP: 'GCJ-02',
  高德: 'GCJ-02',
  火星坐标: 'GCJ-02',
  BD09: 'BD-09',
  BD09LL: 'BD-09',
  BAIDU: 'BD-09',
  百度: 'BD-09',
};

const ILLINOIS_EAST =
  '+proj=tmerc +lat_0=36.66666666666666 +lon_0=-88.33333333333333 +k=0.9999749999999999 +y_0=0 +ellps=GRS80';

/** Gauss-Krueger on CGCS2000 (EPSG registry): 6-degree zones 13-23, then 3-degree zones 25-45, each first with the zone in the false easting, then by central meridian. PROJ's words; undefined: it is none of these codes. */
export function gaussKrueger(epsg: number): string | undefined {
  const define = (meridian: number, easting: number) =>
    `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=1 +x_0=${easting} +y_0=0 +ellps=GRS80`;
  const within = (first: number, count: number) => epsg >= first && epsg < first + count;
  if (within(4491, 11)) return define(75 + 6 * (epsg - 4491), (13 + epsg - 4491) * 1e6 + 500_000);
  if (within(4502, 11)) return define(75 + 6 * (epsg - 4502), 500_000);
  if (within(4513, 21)) return define(75 + 3 * (epsg - 4513), (25 + epsg - 4513) * 1e6 + 500_000);
  if (within(4534, 21)) return define(75 + 3 * (epsg - 4534), 500_000);
  return undefined;
}

/** The PROJ definition of a projected EPSG code, undefined when we do not know it. */
function definitionOf(epsg: number): string | undefined {
  if (epsg === 26971) return `${ILLINOIS_EAST} +x_0=300000 +units=m`;
  if (epsg === 3435) return `${ILLINOIS_EAST} +x_0=300000.0000000001 +units=us-ft`;
  if (epsg > 32600 && epsg <= 32660) return `+proj=utm +zone=${epsg - 32600} +datum=WGS84`;
  if (epsg > 32700 && epsg <= 32760) return `+proj=utm +zone=${epsg - 32700} +south +datum=WGS84`;
  return gaussKrueger(epsg);
}

function geographic(code: string): Crs {
  return { code, unit: 'degree', toWgs84: (x, y) => [x, y] };
}

function shifted(code: string, from: 'GCJ02' | 'BD09'): Crs {
  return {
    code,
    unit: 'degree',
    toWgs84: (x, y) =>
      gcoord.transform([x, y] as [number, number], gcoord[from], gcoord.WGS84) as [number, number],
  };
}

const EARTH_METRES = 6_378_137;

/** Spherical Mercator (EPSG method 1024), by its closed form. */
const WEB_MERCATOR: Crs = {
  code: 'EPSG:3857',
  unit: 'metre',
  toWgs84: (x, y) => [
    ((x / EARTH_METRES) * 180) / Math.PI,
    (Math.atan(Math.sinh(y / EARTH_METRES)) * 180) / Math.PI,
  ],
};

function projected(code: string, definition: string): Crs {
  const converter = proj4(
    `${definition} +towgs84=0,0,0,0,0,0,0 +no_defs`,
    '+proj=longlat +datum=WGS84 +no_defs',
  );
  return { code, unit: 'metre', toWgs84: (x, y) => converter.forward([x, y]) as [number, number] };
}

function plainName(text: string): string {
  return text
    .trim()
    .toUpperCase()
    .replace(/^URN:OGC:DEF:CRS:|^HTTPS?:\/\/WWW\.OPENGIS\.NET\/DEF\/CRS\//, '');
}

function aliasOf(plain: string): string | undefined {
  return ALIASES[plain.replace(/[^\p{L}\p{N}]/gu, '').replace(/^OGC\d*(?=CRS84)/, '')];
}

/** The number that a text such as `EPSG:4543`, `4543` or `urn:ogc:def:crs:EPSG::4490` gives; undefined for others. */
export function epsgOf(text: string): number | undefined {
  const plain = plainName(text);
  const code = aliasOf(plain);
  const digits = code
    ? /^EPSG:(\d+)$/.exec(code)?.[1]
    : /^(?:EPSG)?[:/\s]*(?:[\d.]*[:/])?(\d{4,5})$/.exec(plain)?.[1];
  return digits ? Number(digits) : undefined;
}

/**
 * The CRS of a code such as `EPSG:4543`, `4543`, `urn:ogc:def:crs:EPSG::4490`, `GCJ-02`, `BD09`, `CGCS2000`; undefined when we do not
 * know it. CGCS2000, NAD83 and WGS 84 are taken as equal (they differ by centimetres to decimetres). GCJ-02 and BD-09 by gcoord.
 */
export function parseCrs(text: string): Crs | undefined {
  const code = aliasOf(plainName(text));
  if (code === 'GCJ-02') return shifted(code, 'GCJ02');
  if (code === 'BD-09') return shifted(code, 'BD09');
  const epsg = epsgOf(text);
  if (epsg === undefined) return undefined;
  if (epsg === 4326 || epsg === 4490 || epsg === 4269) return geographic(`EPSG:${epsg}`);
  if (epsg === 3857) return WEB_MERCATOR;
  const definition = definitionOf(epsg);
  return definition === undefined ? undefined : projected(`EPSG:${epsg}`, definition);
}

/** Projected systems that a file near (lng, lat) may be in, most likely first. */
export function likelyProjectedCrs(lng: number, lat: number): string[] {
  const utm = (lat >= 0 ? 32600 : 32700) + Math.floor((lng + 180) / 6) + 1;
  const codes = [`EPSG:${utm}`, 'EPSG:3857'];
  if (lng > 73 && lng < 136 && lat > 3 && lat < 54) {
    const zone3 = Math.round(lng / 3) - 25;
    const zone6 = Math.round((lng - 75) / 6);
    codes.unshift(
      `EPSG:${4534 + zone3}`,
      `EPSG:${4513 + zone3}`,
      `EPSG:${4502 + zone6}`,
      `EPSG:${4491 + zone6}`,
    );
  }
  if (lng > -89.5 && lng < -86 && lat > 36 && lat < 43) codes.unshift('EPSG:26971', 'EPSG:3435');
  return codes;
}
