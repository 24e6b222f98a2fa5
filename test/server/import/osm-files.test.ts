import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { RawRecord } from '../../../core/import/accept-row.ts';
import { OsmNetwork } from '../../../core/import/osm/network.ts';
import { ImportRefused } from '../../../server/import/import-refused.ts';
import { PbfSource } from '../../../server/import/osm-pbf.ts';
import type { FileNetwork } from '../../../server/import/osm-reader.ts';
import { readerOf } from '../../../server/import/record-reader.ts';
import { sniffFile } from '../../../server/import/sniff.ts';
import { type OsmFile, osmBlob, osmHeader, osmPbf, osmXml } from '../../support/osm-file.ts';
import { tempFiles } from './files.ts';

const file = tempFiles();

/** Ids as large as today's, and one that was never uploaded. */
const FAR = 12_345_678_901;
const CROSSING: OsmFile = {
  nodes: [
    { id: 1, lng7: 1_017_000_000, lat7: 366_000_000 },
    { id: 2, lng7: 1_017_010_007, lat7: 366_000_003 },
    { id: -5, lng7: 1_017_010_000, lat7: 366_010_000 },
    { id: FAR, lng7: 1_017_020_000, lat7: 366_000_000, tags: { barrier: 'bollard', note: '路桩 "1" & <2>' } },
    { id: FAR + 1, lng7: 1_017_030_000, lat7: 366_000_000 },
  ],
  ways: [
    {
      id: 10,
      refs: [1, 2, FAR, FAR + 1],
      tags: { highway: 'primary', name: '五四大街 "A" & <B>', maxspeed: '60' },
    },
    { id: 11, refs: [-5, 2], tags: { highway: 'footway' } },
    { id: 12, refs: [1, 2, -5, 1], tags: { building: 'yes' } },
    { id: 13, refs: [FAR + 1, 77], tags: { highway: 'service' } },
  ],
  relations: [
    {
      id: 1,
      members: [
        { type: 'way', ref: 10, role: 'from' },
        { type: 'node', ref: FAR, role: 'via' },
        { type: 'way', ref: 10, role: 'to' },
      ],
      tags: { type: 'restriction', restriction: 'no_u_turn' },
    },
    { id: 2, members: [], tags: { type: 'boundary' } },
  ],
};

async function read(path: string): Promise<{ records: RawRecord[]; network: FileNetwork | undefined }> {
  const reader = readerOf(await sniffFile(path));
  const records: RawRecord[] = [];
  for await (const piece of reader.open(path)) records.push(...piece);
  return { records, network: reader.network };
}

async function refused(path: string): Promise<ImportRefused> {
  try {
    await read(path);
  } catch (error) {
    if (error instanceof ImportRefused) return error;
    throw error;
  }
  throw new Error('the file was taken');
}

describe('a file of OpenStreetMap', () => {
  it('is read alike as XML, packed XML and PBF of any form', async () => {
    const xml = await read(file('a.osm', osmXml(CROSSING)));
    const [first, second, third, foot] = xml.records;
    expect(xml.records).toHaveLength(4);
    expect(first).toMatchObject({
      index: 1,
      values: {
        class: 'primary',
        name: '五四大街 "A" & <B>',
        oneWay: false,
        bridge: false,
        speedKmh: 60,
        vehicles: null,
      },
      geometry: {
        type: 'LineString',
        coordinates: [
          [101.7, 36.6],
          [101.7010007, 36.6000003],
        ],
      },
    });
    expect(foot?.values).toMatchObject({ class: 'track', name: null, vehicles: 'foot' });
    expect(second?.ends?.[0]).toBe(first?.ends?.[1]);
    expect(foot?.ends?.[1]).toBe(first?.ends?.[1]);
    const via = third?.ends?.[0];
    expect(xml.network).toEqual({
      turns: [
        { kind: 'no', from: 1, via, over: [], to: 1, except: [] },
        { kind: 'no', from: 2, via, over: [], to: 2, except: [] },
        { kind: 'no', from: 1, via, over: [], to: 2, except: ['bicycle'] },
        { kind: 'no', from: 2, via, over: [], to: 1, except: ['bicycle'] },
      ],
      report: {
        ways: 3,
        roads: 4,
        turns: 4,
        blockedTurns: 2,
        losses: { way_no_road: 1, way_cut: 1, relation_other: 1 },
      },
    });
    const others = [
      file('a.osm.gz', gzipSync(osmXml(CROSSING))),
      file('a.osm.pbf', osmPbf(CROSSING)),
      file('b.osm.pbf', osmPbf(CROSSING, { size: 1 })),
      file('c.osm.pbf', osmPbf(CROSSING, { plain: true, field: 1 })),
      file('bom.osm', `\uFEFF${osmXml(CROSSING)}`),
    ];
    for (const path of others) expect(await read(path)).toEqual(xml);
  });

  it('is read again from its beginning', async () => {
    const path = file('again.osm', osmXml(CROSSING));
    const reader = readerOf(await sniffFile(path));
    const counts: number[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      let count = 0;
      for await (const piece of reader.open(path)) count += piece.length;
      counts.push(count);
    }
    expect(counts).toEqual([4, 4, 4]);
  });

  it('may have the places of its nodes in the ways', async () => {
    const text = `<osm version="0.6" generator="Overpass API"><note>x</note><way id="1"><bounds minlat="1"/>
      <nd ref="1" lat="36.6" lon="101.7"/><nd ref="2" lat="36.61" lon="101.7"/><tag k="highway" v="residential"/></way></osm>`;
    const { records } = await read(file('geom.osm', text));
    expect(records[0]?.geometry?.coordinates).toEqual([
      [101.7, 36.6],
      [101.7, 36.61],
    ]);
  });

  it('leaves out what an editor has deleted', async () => {
    const text = osmXml(CROSSING).replace('<way id="10">', '<way id="10" action="delete">');
    expect((await read(file('deleted.osm', text))).records).toHaveLength(1);
  });

  const xml = osmXml(CROSSING);
  const pbf = osmPbf(CROSSING);
  it.each([
    ['XML cut off', xml.slice(0, -60), 'osm_cut_off'],
    ['XML cut off in a tag', xml.slice(0, xml.indexOf('<way') + 8), 'osm_cut_off'],
    ['broken XML', xml.replace('</way>', '</road>'), 'osm_damaged'],
    ['entities of its own', xml.replace('primary', '&lol;'), 'osm_damaged'],
    ['a node that is nowhere', xml.replace('lat="36.6000000"', 'lat="north"'), 'osm_damaged'],
    ['an object without a number', xml.replace('<way id="10">', '<way>'), 'osm_damaged'],
    ['XML that is not UTF-8', Buffer.concat([Buffer.from(xml), Buffer.from([0xff])]), 'osm_damaged'],
    ['gzip cut off', gzipSync(xml).subarray(0, -30), 'osm_cut_off'],
    ['PBF cut off in a block', pbf.subarray(0, pbf.length - 20), 'osm_cut_off'],
    ['PBF cut off in a header', Buffer.concat([pbf, Buffer.from([0, 0])]), 'osm_cut_off'],
    ['PBF followed by something else', Buffer.concat([pbf, Buffer.from('hello, world')]), 'osm_damaged'],
    [
      'PBF with a block that does not unpack',
      Buffer.concat([
        osmHeader(),
        osmBlob('OSMData', Buffer.alloc(0), 3),
        osmBlob('OSMData', Buffer.from([0x0a, 0xff, 0xff, 0x03])),
      ]),
      'osm_damaged',
    ],
    [
      'PBF packed by lz4',
      Buffer.concat([osmHeader(), osmBlob('OSMData', Buffer.from('x'), 6)]),
      'osm_feature',
    ],
    ['PBF of a history', osmHeader(['OsmSchema-V0.6', 'HistoricalInformation']), 'osm_feature'],
    ['a web page', '<!DOCTYPE html><html><osm></html>', 'file_foreign'],
    [
      'changes instead of a map',
      '<?xml version="1.0"?><osmChange version="0.6"></osmChange>',
      'file_foreign',
    ],
    ['gzip of something else', gzipSync('a,b\n1,2\n'), 'file_foreign'],
    ['a zip', Buffer.from([0x50, 0x4b, 3, 4]), 'file_foreign'],
  ])('that is %s is refused', async (name, content, reason) => {
    const error = await refused(file(`${name}.osm`, content));
    expect([error.code, error.refusal.reason]).toEqual(['unreadable_file', reason]);
  });

  it('with any byte changed is refused or read, and nothing else', async () => {
    let refusals = 0;
    for (let at = 4; at < pbf.length; at += 1) {
      const bytes = Buffer.from(pbf);
      bytes[at] = bytes[at]! ^ 0x55;
      const source = new PbfSource(file('changed.osm.pbf', bytes));
      const network = new OsmNetwork();
      try {
        await source.readWays(network);
        network.closeWays();
        await source.readNodes(network);
        network.finish();
      } catch (error) {
        expect(error).toBeInstanceOf(ImportRefused);
        refusals += 1;
      }
    }
    expect(refusals).toBeGreaterThan(100);
  });
});
