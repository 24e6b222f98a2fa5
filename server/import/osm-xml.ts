import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import sax from 'sax';
import type { OsmNetwork } from '../../core/import/osm/network.ts';
import type { Member } from '../../core/import/osm/turns.ts';
import { ImportRefused } from './import-refused.ts';
import { cutOff, damaged, type OsmSource, refuseTooLarge } from './osm-source.ts';

const MOST_DEPTH = 8;
/** Of the unpacked text: no city has as much. */
const MOST_BYTES = 8 * 2 ** 30;

interface Element {
  name: string;
  id: number;
  lat: string | undefined;
  lon: string | undefined;
  isDeleted: boolean;
  tags: Record<string, string>;
  refs: number[];
  members: Member[];
}

/** OSM XML, plain or packed by gzip. */
export class XmlSource implements OsmSource {
  readonly #path: string;
  readonly #isPacked: boolean;

  constructor(path: string, isPacked: boolean) {
    this.#path = path;
    this.#isPacked = isPacked;
  }

  async readWays(network: OsmNetwork): Promise<void> {
    await this.#read((element) => {
      if (element.name === 'way') {
        if ('highway' in element.tags) network.addWay(element.id, element.tags, element.refs);
        else network.lose('way_no_road');
        refuseTooLarge(network);
      }
      if (element.name === 'relation') network.addRelation(element.tags, element.members);
    });
  }

  async readNodes(network: OsmNetwork): Promise<void> {
    await this.#read(
      ({ name, id, lat, lon, tags }) => {
        if (name === 'node' && lat !== undefined && lon !== undefined)
          network.addNode(id, units(lon), units(lat), () => tags);
      },
      // Overpass can write the places into the ways ("out geom").
      (ref, lng, lat) => network.addNode(ref, units(lng), units(lat), () => undefined),
    );
  }

  async #read(
    onElement: (element: Element) => void,
    onPlace?: (ref: number, lng: string, lat: string) => void,
  ): Promise<void> {
    const parser = new OsmParser(onElement, onPlace);
    const decoder = new TextDecoder('utf-8', { fatal: true });
    let bytes = 0;
    const take = async (pieces: AsyncIterable<Buffer>): Promise<void> => {
      for await (const piece of pieces) {
        bytes += piece.length;
        if (bytes > MOST_BYTES) throw damaged('it unpacks to more than any city has');
        parser.write(decoder.decode(piece, { stream: true }));
      }
      parser.end();
    };
    try {
      const file = createReadStream(this.#path, { highWaterMark: 256 * 1024 });
      await (this.#isPacked ? pipeline(file, createGunzip(), take) : pipeline(file, take));
    } catch (error) {
      throw asRefusal(error);
    }
  }
}

function asRefusal(error: unknown): unknown {
  if (error instanceof ImportRefused) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'Z_BUF_ERROR') return cutOff();
  if (code?.startsWith('Z_')) return damaged('it is not rightly packed');
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return damaged('its text is not UTF-8');
  return error instanceof Error && code === undefined ? damaged(message.split('\n')[0] ?? '') : error;
}

function units(degrees: string): number {
  const value = Number(degrees);
  if (!Number.isFinite(value) || Math.abs(value) > 180) throw damaged('a node has no place');
  return Math.round(value * 1e7);
}

/** Tells of every node, way and relation once it is read whole. */
class OsmParser {
  readonly #parser = sax.parser(true);
  #depth = 0;
  #isClosed = false;
  #element: Element | undefined;
  readonly #onPlace: ((ref: number, lng: string, lat: string) => void) | undefined;

  constructor(
    onElement: (element: Element) => void,
    onPlace?: (ref: number, lng: string, lat: string) => void,
  ) {
    this.#onPlace = onPlace;
    this.#parser.onerror = (error) => {
      throw error;
    };
    this.#parser.onopentag = ({ name, attributes }) => this.#open(name, attributes as Record<string, string>);
    this.#parser.onclosetag = (name) => {
      this.#depth -= 1;
      if (this.#depth === 0) this.#isClosed = true;
      if (this.#depth !== 1 || this.#element?.name !== name) return;
      const element = this.#element;
      this.#element = undefined;
      if (!element.isDeleted) onElement(element);
    };
  }

  #open(name: string, values: Record<string, string>): void {
    this.#depth += 1;
    if (this.#depth > MOST_DEPTH) throw damaged('it nests too deep to be OSM');
    if (this.#depth === 1 && name !== 'osm') throw damaged('it is not the XML of OpenStreetMap');
    if (this.#depth === 2) this.#begin(name, values);
    else if (this.#depth === 3 && this.#element) this.#add(this.#element, name, values);
  }

  #begin(name: string, values: Record<string, string>): void {
    if (name !== 'node' && name !== 'way' && name !== 'relation') return;
    const isDeleted = values.action === 'delete' || values.visible === 'false';
    const tags: Record<string, string> = Object.create(null);
    const { lat, lon } = values;
    this.#element = { name, id: idOf(values.id), lat, lon, isDeleted, tags, refs: [], members: [] };
  }

  #add(element: Element, name: string, values: Record<string, string>): void {
    if (name === 'tag' && values.k !== undefined) element.tags[values.k] = values.v ?? '';
    if (name === 'nd') {
      const ref = idOf(values.ref);
      element.refs.push(ref);
      if (values.lat !== undefined && values.lon !== undefined) this.#onPlace?.(ref, values.lon, values.lat);
    }
    if (name === 'member')
      element.members.push({
        type: values.type as Member['type'],
        ref: idOf(values.ref),
        role: values.role ?? '',
      });
  }

  write(text: string): void {
    this.#parser.write(text);
  }

  /** Throws where the file stops before its end. */
  end(): void {
    if (!this.#isClosed) throw cutOff();
    this.#parser.close();
  }
}

function idOf(text: string | undefined): number {
  const id = Number(text);
  if (text === undefined || !Number.isSafeInteger(id)) throw damaged('an object has no number');
  return id;
}
