// Rewrites a screenshot as a PNG of 256 colours: a third of the size, and no difference that an eye finds in a map.
import { writeFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';

const MOST_COLOURS = 256;

/** Writes pixels (RGBA, row by row) as an indexed PNG. */
export function writePalettePng(path, { width, height, pixels }) {
  const { palette, indexOf } = choosePalette(pixels);
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4;
      rows[y * (width + 1) + 1 + x] = indexOf[bucketOf(pixels, at)];
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const chunks = [chunk('IHDR', header), chunk('PLTE', Buffer.from(palette.flat()))];
  const image = chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 }));
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  writeFileSync(path, Buffer.concat([signature, ...chunks, image, chunk('IEND', Buffer.alloc(0))]));
}

/** Colours that agree in their first five bits of red and blue and six of green share a bucket. */
function bucketOf(pixels, at) {
  return ((pixels[at] >> 3) << 11) | ((pixels[at + 1] >> 2) << 5) | (pixels[at + 2] >> 3);
}

/** Median cut: the box with the widest spread is split at the median of its pixels, until there are 256 boxes. */
function choosePalette(pixels) {
  const sums = new Map();
  for (let at = 0; at < pixels.length; at += 4) {
    const bucket = bucketOf(pixels, at);
    const sum = sums.get(bucket) ?? [0, 0, 0, 0, bucket];
    for (let channel = 0; channel < 3; channel++) sum[channel] += pixels[at + channel];
    sum[3] += 1;
    sums.set(bucket, sum);
  }
  const colours = [...sums.values()].map(([r, g, b, count, bucket]) => ({
    rgb: [r / count, g / count, b / count],
    count,
    bucket,
  }));
  const boxes = [boxOf(colours)];
  while (boxes.length < MOST_COLOURS) {
    boxes.sort((a, b) => b.weight - a.weight);
    const widest = boxes[0];
    if (!widest || widest.weight === 0) break;
    boxes.splice(0, 1, ...split(widest));
  }
  const indexOf = new Uint8Array(1 << 16);
  const palette = boxes.map(({ colours: inside }, index) => {
    for (const { bucket } of inside) indexOf[bucket] = index;
    return meanOf(inside);
  });
  return { palette, indexOf };
}

function boxOf(colours) {
  const spreads = [0, 1, 2].map((channel) => {
    const values = colours.map(({ rgb }) => rgb[channel]);
    return values.reduce((a, b) => Math.max(a, b), 0) - values.reduce((a, b) => Math.min(a, b), 255);
  });
  const spread = Math.max(...spreads);
  const count = colours.reduce((sum, colour) => sum + colour.count, 0);
  const weight = colours.length < 2 ? 0 : spread * Math.sqrt(count);
  return { colours, channel: spreads.indexOf(spread), count, weight };
}

function split({ colours, channel, count }) {
  const sorted = [...colours].sort((a, b) => a.rgb[channel] - b.rgb[channel]);
  let before = 0;
  const median = sorted.findIndex((colour) => {
    before += colour.count;
    return before >= count / 2;
  });
  const at = Math.min(sorted.length - 1, Math.max(1, median));
  return [boxOf(sorted.slice(0, at)), boxOf(sorted.slice(at))];
}

function meanOf(colours) {
  const count = colours.reduce((sum, colour) => sum + colour.count, 0);
  return [0, 1, 2].map((channel) =>
    Math.round(colours.reduce((sum, colour) => sum + colour.rgb[channel] * colour.count, 0) / count),
  );
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
