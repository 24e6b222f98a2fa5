import { refusal } from '../../core/contract/reason.ts';
import { MOST_REFERENCES, type OsmNetwork } from '../../core/import/osm/network.ts';
import { ImportRefused } from './import-refused.ts';

/** A file of OpenStreetMap in one of its formats, read twice: ways and relations first, then the nodes that they use. */
export interface OsmSource {
  /** Gives the network every way and relation. Throws ImportRefused where the file can not be read on. */
  readWays(network: OsmNetwork): Promise<void>;
  /** Gives it the nodes. */
  readNodes(network: OsmNetwork): Promise<void>;
}

/** A file that is not what its beginning says. */
export function damaged(what: string): ImportRefused {
  const message = `The OSM file is damaged: ${what}. Download it again.`;
  return new ImportRefused('unreadable_file', refusal(message, 'osm_damaged'));
}

/** A file that stops before its end. */
export function cutOff(): ImportRefused {
  const message = 'The OSM file ends in the middle: it was not downloaded or copied whole.';
  return new ImportRefused('unreadable_file', refusal(message, 'osm_cut_off'));
}

/** A file that needs of its reader what ours can not do. */
export function unsupported(feature: string): ImportRefused {
  const message = `The OSM file needs "${feature.slice(0, 60)}", which is not read here. Save it as a plain extract (osmium cat, osmconvert).`;
  return new ImportRefused(
    'unreadable_file',
    refusal(message, 'osm_feature', { feature: feature.slice(0, 60) }),
  );
}

/** Throws once there is more than a city has. */
export function refuseTooLarge({ references }: OsmNetwork): void {
  if (references <= MOST_REFERENCES) return;
  const message =
    'The file holds the roads of more than a city and its surroundings. Cut it to the city first (osmium extract).';
  throw new ImportRefused('too_large', refusal(message, 'osm_too_large'));
}
