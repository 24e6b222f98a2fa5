/**
 * Positions of many units in few bytes. A frame is a head of 4 bytes and 14 bytes a unit, little-endian:
 *
 *   head  u32  the frame's instant, tenths of a second since 2020-01-01 UTC
 *   unit  u16  its number in the stream's roster
 *         i32  longitude, 1e-7 degree (EPSG:4326)
 *         i32  latitude
 *         u8   heading, 1.44 degree clockwise from north; 255: unknown
 *         u8   speed in km/h, 254 and more as 254; 255: unknown
 *         u16  how long before a minute after the frame's instant the fix was measured: tenths of a second, or with the highest
 *              bit whole minutes, rounded up, so that no fix ever looks newer than it is
 */
import type { PositionFrame, UnitPositionRow } from '../contract/live.ts';
import { fromInt7, toInt7 } from '../geometry/integer.ts';

const EPOCH_MS = Date.UTC(2020, 0, 1);
const HEAD_BYTES = 4;
export const BYTES_A_UNIT = 14;
/** Units that a roster can number. */
export const MOST_NUMBERS = 65_536;
const HEADING_STEP = 1.44;
const UNKNOWN = 255;
const IN_MINUTES = 0x8000;
const MOST_AGE = 0x7fff;
const TENTHS_A_MINUTE = 600;
/** Fixes are let in from so far ahead. */
const AHEAD = 600;

/** A position and the number of its unit. */
export interface NumberedRow {
  number: number;
  row: UnitPositionRow;
}

/** The bytes of a frame at `nowMs` (milliseconds since 1970); a fix from more than a minute ahead is told as a minute ahead. */
export function packPositions(rows: readonly NumberedRow[], nowMs: number): Uint8Array {
  const instant = tenths(nowMs);
  const view = new DataView(new ArrayBuffer(HEAD_BYTES + rows.length * BYTES_A_UNIT));
  view.setUint32(0, instant, true);
  rows.forEach(({ number, row: [, lng, lat, heading, speed, fixAtMs] }, index) => {
    const at = HEAD_BYTES + index * BYTES_A_UNIT;
    view.setUint16(at, number, true);
    view.setInt32(at + 2, toInt7(lng), true);
    view.setInt32(at + 6, toInt7(lat), true);
    view.setUint8(at + 10, heading === null ? UNKNOWN : Math.round(heading / HEADING_STEP) % 250);
    view.setUint8(at + 11, speed === null ? UNKNOWN : Math.min(UNKNOWN - 1, Math.round(speed)));
    view.setUint16(at + 12, packAge(Math.max(0, instant + AHEAD - tenths(fixAtMs))), true);
  });
  return new Uint8Array(view.buffer);
}

/** The frame of these bytes; `roster` tells the unit of each number. Units that it does not hold are left out. */
export function unpackPositions(bytes: Uint8Array, roster: readonly string[]): PositionFrame {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const instant = view.getUint32(0, true);
  const rows: UnitPositionRow[] = [];
  for (let at = HEAD_BYTES; at + BYTES_A_UNIT <= bytes.byteLength; at += BYTES_A_UNIT) {
    const id = roster[view.getUint16(at, true)];
    if (id === undefined) continue;
    const heading = view.getUint8(at + 10);
    const speed = view.getUint8(at + 11);
    rows.push([
      id,
      fromInt7(view.getInt32(at + 2, true)),
      fromInt7(view.getInt32(at + 6, true)),
      heading === UNKNOWN ? null : heading * HEADING_STEP,
      speed === UNKNOWN ? null : speed,
      EPOCH_MS + (instant + AHEAD - unpackAge(view.getUint16(at + 12, true))) * 100,
    ]);
  }
  return { serverNow: new Date(EPOCH_MS + instant * 100).toISOString(), rows };
}

function tenths(ms: number): number {
  return Math.floor((ms - EPOCH_MS) / 100);
}

function packAge(age: number): number {
  if (age <= MOST_AGE) return age;
  return IN_MINUTES | Math.min(MOST_AGE, Math.ceil(age / TENTHS_A_MINUTE));
}

function unpackAge(packed: number): number {
  return packed & IN_MINUTES ? (packed & MOST_AGE) * TENTHS_A_MINUTE : packed;
}
