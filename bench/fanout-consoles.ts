// A process that holds many open streams and tells its parent what they got: `fanout-consoles.ts JSON` of { url, token, consoles, units }.
import { Agent, get } from 'node:http';
import { unpackPositions } from '../core/live/position-frame.ts';
import { percentile } from './table.ts';

/** Bytes are those of frames alone, a unit and frame; ages from the frame's instant, and from the fix, to its receipt. */
export type ConsoleReport = {
  frames: number;
  bytesAUnit: number;
  frameAgeP50Ms: number;
  frameAgeP99Ms: number;
  fixAgeP50Ms: number;
  fixAgeP99Ms: number;
  mbPerSecond: number;
  reconnected: number;
  unitsLost: number;
};

const { url, token, consoles, units } = JSON.parse(process.argv[2] ?? '{}') as {
  url: string;
  token: string;
  consoles: number;
  units: number;
};
const RECONNECT_SHARE = 0.05;
/** Consoles whose every unit is read; the others count bytes only, as 100 browsers would not share one core. */
const READ_WHOLE = 2;

class Console {
  readonly seen = new Map<string, number>();
  #roster: string[] = [];
  #close: (() => void) | undefined;
  readonly #whole: boolean;
  constructor(whole: boolean) {
    this.#whole = whole;
  }

  open(): void {
    this.#close?.();
    this.#roster = [];
    let rest = '';
    const headers = token ? { Authorization: `Bearer ${token}` } : {};
    const sent = get(url, { agent: new Agent(), headers }, (response) => {
      response.setEncoding('latin1').on('data', (chunk: string) => {
        bytes += chunk.length;
        const end = chunk.lastIndexOf('\n\n');
        if (end < 0) {
          rest += chunk;
          return;
        }
        const whole = rest + chunk.slice(0, end);
        rest = chunk.slice(end + 2);
        for (const block of whole.split('\n\n')) this.#take(block);
      });
      response.on('error', () => undefined);
    });
    sent.on('error', () => undefined);
    this.#close = () => sent.destroy();
  }

  close(): void {
    this.#close?.();
  }

  #take(block: string): void {
    if (!block.startsWith('event: ')) return;
    const event = block.slice(7, block.indexOf('\n'));
    const data = block.slice(block.indexOf('data: ') + 6);
    if (event === 'roster') this.#roster = this.#roster.concat((JSON.parse(data) as { ids: string[] }).ids);
    else if (event === 'frame') this.#takeFrame(data, block.length + 2);
    else if (event === 'position') this.#takeOne(data, block.length + 2);
  }

  #takeFrame(base64: string, length: number): void {
    const nowMs = Date.now();
    const packed = Buffer.from(base64, 'base64');
    const count = (packed.length - 4) / 14;
    note(length, count);
    if (!this.#whole) return;
    const { serverNow, rows } = unpackPositions(packed, this.#roster);
    frameAges.push(nowMs - Date.parse(serverNow));
    for (const row of rows) {
      if ((this.seen.get(row[0]) ?? 0) < row[5]) fixAges.push(nowMs - row[5]);
      this.seen.set(row[0], row[5]);
    }
  }

  #takeOne(json: string, length: number): void {
    note(length, 1);
    if (!this.#whole) return;
    const { deviceId, fixTime } = JSON.parse(json) as { deviceId: string; fixTime: string };
    const age = Date.now() - Date.parse(fixTime);
    frameAges.push(age);
    fixAges.push(age);
    this.seen.set(deviceId, Date.parse(fixTime));
  }
}

let bytes = 0;
let frames = 0;
let frameBytes = 0;
let frameUnits = 0;
let frameAges: number[] = [];
let fixAges: number[] = [];

function note(length: number, count: number): void {
  frames += 1;
  frameBytes += length;
  frameUnits += count;
}

const all = Array.from({ length: consoles }, (_, index) => new Console(index < READ_WHOLE));
for (const one of all) one.open();
let beganMs = 0;
let reconnected = 0;
let cutting: NodeJS.Timeout | undefined;

process.on('message', (message: 'begin' | 'end') => {
  if (message === 'begin') begin();
  else end();
});

function begin(): void {
  [bytes, frames, frameBytes, frameUnits, frameAges, fixAges] = [0, 0, 0, 0, [], []];
  beganMs = performance.now();
  // One of the consoles that are read whole is among those that are cut.
  cutting = setTimeout(() => {
    for (const one of all.slice(1, 1 + Math.round(consoles * RECONNECT_SHARE))) {
      one.open();
      reconnected += 1;
    }
  }, 4000);
  process.send?.('begun');
}

function end(): void {
  clearTimeout(cutting);
  const seconds = (performance.now() - beganMs) / 1000;
  // What the last second brought may still be on its way.
  setTimeout(() => {
    const lost = all.slice(0, READ_WHOLE).map(({ seen }) => Math.max(0, units - seen.size));
    const report: ConsoleReport = {
      frames,
      bytesAUnit: frameBytes / frameUnits,
      frameAgeP50Ms: percentile(frameAges, 50),
      frameAgeP99Ms: percentile(frameAges, 99),
      fixAgeP50Ms: percentile(fixAges, 50),
      fixAgeP99Ms: percentile(fixAges, 99),
      mbPerSecond: bytes / 1e6 / seconds,
      reconnected,
      unitsLost: Math.max(...lost),
    };
    for (const one of all) one.close();
    process.send?.(report);
  }, 1500);
}
