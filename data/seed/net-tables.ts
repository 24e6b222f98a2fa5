import { staffedHoursOf } from '../city/staffed-hours.ts';
import { lastChanges } from './changed.ts';
import { lineHex, pointHex } from './ewkb.ts';
import type { SeededCity } from './seeded-city.ts';
import { NAMES, type TableLoad } from './table-load.ts';

/** The five nets without their units. */
export function netTables(seeded: SeededCity): TableLoad[] {
  return [postTable, checkpointTable, institutionTable, deviceTable, routeTable].map((table) =>
    table(seeded),
  );
}

function postTable(seeded: SeededCity): TableLoad {
  const { city } = seeded;
  return {
    table: 'post',
    columns: ['id', 'area_code', 'kind', ...NAMES, 'staffed', 'staff_count', 'geom', 'updated_at'],
    rows: city.posts.map((post, index) => [
      seeded.id('post', index),
      post.areaCode,
      post.kind,
      post.nameZh,
      post.nameEn,
      post.staffed,
      post.staffCount,
      pointHex(post.point),
      city.asOf,
    ]),
  };
}

function checkpointTable(seeded: SeededCity): TableLoad {
  const { city, history } = seeded;
  const changed = lastChanges(seeded, history.checkpoints);
  return {
    table: 'checkpoint',
    columns: [
      'id',
      'area_code',
      'code',
      ...NAMES,
      'border',
      'state',
      'state_since',
      'staffed_hours',
      'lanes',
      'bearing_degrees',
      'geom',
      'version',
      'updated_at',
    ],
    rows: city.checkpoints.map((checkpoint, index) => {
      const hours = staffedHoursOf(checkpoint, index);
      return [
        seeded.id('checkpoint', index),
        checkpoint.areaCode,
        checkpoint.code,
        checkpoint.nameZh,
        checkpoint.nameEn,
        checkpoint.border,
        history.checkpointStates[index] ?? checkpoint.state,
        changed(index).updatedAt,
        hours && JSON.stringify(hours),
        checkpoint.lanes,
        checkpoint.bearingDegrees,
        pointHex(checkpoint.point),
        changed(index).version,
        changed(index).updatedAt,
      ];
    }),
  };
}

function institutionTable(seeded: SeededCity): TableLoad {
  const { city } = seeded;
  return {
    table: 'institution',
    columns: [
      'id',
      'area_code',
      'kind',
      ...NAMES,
      'grade',
      'guard_posts',
      'inspection_due_on',
      'geom',
      'updated_at',
    ],
    rows: city.institutions.map((institution, index) => [
      seeded.id('institution', index),
      institution.areaCode,
      institution.kind,
      institution.nameZh,
      institution.nameEn,
      institution.grade,
      institution.guardPosts,
      institution.inspectionDueOn,
      pointHex(institution.point),
      city.asOf,
    ]),
  };
}

function deviceTable(seeded: SeededCity): TableLoad {
  const { city } = seeded;
  const changed = lastChanges(seeded, seeded.history.devices);
  return {
    table: 'device',
    columns: [
      'id',
      'area_code',
      'code',
      'kind',
      'health',
      'health_since',
      'bearing_degrees',
      'field_of_view_degrees',
      'range_metres',
      'geom',
      'version',
      'updated_at',
    ],
    rows: city.devices.map((device, index) => [
      seeded.id('device', index),
      device.areaCode,
      device.code,
      device.kind,
      device.health,
      changed(index).updatedAt,
      device.bearingDegrees,
      device.fieldOfViewDegrees,
      device.rangeMetres,
      pointHex(device.point),
      changed(index).version,
      changed(index).updatedAt,
    ]),
  };
}

function routeTable(seeded: SeededCity): TableLoad {
  const { city } = seeded;
  return {
    table: 'route',
    columns: ['id', 'area_code', 'code', ...NAMES, 'vehicle', 'shift', 'length_metres', 'geom', 'updated_at'],
    rows: city.routes.map((route, index) => [
      seeded.id('route', index),
      route.areaCode,
      route.code,
      route.nameZh,
      route.nameEn,
      route.vehicle,
      route.shift,
      route.lengthMetres,
      lineHex(route.line),
      city.asOf,
    ]),
  };
}
