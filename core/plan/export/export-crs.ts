import proj4 from 'proj4';
import { fromInt7 } from '../../geometry/integer.ts';
import { gaussKrueger } from '../../import/crs.ts';

/** A coordinate reference system that files are written in. */
export interface ExportCrs {
  epsg: number;
  name: string;
  unit: 'degree' | 'metre';
  /** Well-known text as ESRI writes it, and as OGC 01-009 has it. */
  esriWkt: string;
  ogcWkt: string;
  /** Integer units of EPSG:4326 to x (east, longitude) and y (north, latitude). CGCS2000 and WGS 84 are taken as equal. */
  project(lng7: number, lat7: number): [x: number, y: number];
}

/** The codes that `exportCrs` takes, for messages. */
export const EXPORT_CRS =
  'EPSG:4490, EPSG:4326, or CGCS2000 3-degree Gauss-Krueger (EPSG:4513 to EPSG:4554, e.g. EPSG:4543)';

const [FIRST_ZONE, FIRST_MERIDIAN, END] = [4513, 4534, 4555];

/** The CRS of an EPSG code; undefined when files are not written in it. Sources of names and parameters: EPSG registry, ESRI's list of projected systems. */
export function exportCrs(epsg: number): ExportCrs | undefined {
  if (epsg === 4490) return CGCS2000;
  if (epsg === 4326) return WGS84;
  const definition = epsg >= FIRST_ZONE && epsg < END ? gaussKrueger(epsg) : undefined;
  if (definition === undefined) return undefined;
  const isZone = epsg < FIRST_MERIDIAN;
  const zone = 25 + epsg - (isZone ? FIRST_ZONE : FIRST_MERIDIAN);
  const meridian = 3 * zone;
  const easting = isZone ? zone * 1e6 + 500_000 : 500_000;
  const converter = proj4('+proj=longlat +ellps=GRS80 +no_defs', `${definition} +no_defs`);
  const [esriName, name] = isZone
    ? [`CGCS2000_3_Degree_GK_Zone_${zone}`, `CGCS2000 / 3-degree Gauss-Kruger zone ${zone}`]
    : [`CGCS2000_3_Degree_GK_CM_${meridian}E`, `CGCS2000 / 3-degree Gauss-Kruger CM ${meridian}E`];
  return {
    epsg,
    name,
    unit: 'metre',
    esriWkt: `PROJCS["${esriName}",${CGCS2000.esriWkt},PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",${easting}.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",${meridian}.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]`,
    ogcWkt: `PROJCS["${name}",${CGCS2000.ogcWkt},PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",${meridian}],PARAMETER["scale_factor",1],PARAMETER["false_easting",${easting}],PARAMETER["false_northing",0],UNIT["metre",1,AUTHORITY["EPSG","9001"]],AUTHORITY["EPSG","${epsg}"]]`,
    project: (lng7, lat7) => converter.forward([fromInt7(lng7), fromInt7(lat7)]) as [number, number],
  };
}

function toDegrees(lng7: number, lat7: number): [x: number, y: number] {
  return [fromInt7(lng7), fromInt7(lat7)];
}

interface Datum {
  esri: readonly [system: string, datum: string, spheroid: string];
  ogc: readonly [system: string, datum: string, spheroid: string];
  epsg: readonly [system: number, datum: number, spheroid: number];
  inverseFlattening: string;
}

function geographicWkt({ esri, ogc, epsg, inverseFlattening }: Datum) {
  return {
    esriWkt: `GEOGCS["${esri[0]}",DATUM["${esri[1]}",SPHEROID["${esri[2]}",6378137.0,${inverseFlattening}]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]`,
    ogcWkt: `GEOGCS["${ogc[0]}",DATUM["${ogc[1]}",SPHEROID["${ogc[2]}",6378137,${inverseFlattening},AUTHORITY["EPSG","${epsg[2]}"]],AUTHORITY["EPSG","${epsg[1]}"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","${epsg[0]}"]]`,
  };
}

const CHINA_2000 = geographicWkt({
  esri: ['GCS_China_Geodetic_Coordinate_System_2000', 'D_China_2000', 'CGCS2000'],
  ogc: ['China Geodetic Coordinate System 2000', 'China_2000', 'CGCS2000'],
  epsg: [4490, 1043, 1024],
  inverseFlattening: '298.257222101',
});
export const CGCS2000: ExportCrs = {
  epsg: 4490,
  name: 'CGCS2000',
  unit: 'degree',
  ...CHINA_2000,
  project: toDegrees,
};
export const WGS84: ExportCrs = {
  epsg: 4326,
  name: 'WGS 84',
  unit: 'degree',
  ...geographicWkt({
    esri: ['GCS_WGS_1984', 'D_WGS_1984', 'WGS_1984'],
    ogc: ['WGS 84', 'WGS_1984', 'WGS 84'],
    epsg: [4326, 6326, 7030],
    inverseFlattening: '298.257223563',
  }),
  project: toDegrees,
};
