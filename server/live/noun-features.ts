import type { LiveNoun } from '../../core/contract/live.ts';
import { type GzipPart, gzipPart } from '../gzip-parts.ts';
import type { PlacedFeature } from '../queries/placed.ts';

/** Scopes whose gzipped JSON is kept. */
const MOST_SCOPES = 100;

/** The things of one noun by their id, and their JSON, gzipped, as far as it was asked for. */
export class NounFeatures {
  readonly #noun: LiveNoun;
  readonly #features = new Map<string, PlacedFeature>();
  readonly #texts = new WeakMap<PlacedFeature, string>();
  readonly #zipped = new Map<string, Promise<GzipPart>>();

  constructor(noun: LiveNoun, features: Iterable<PlacedFeature>) {
    this.#noun = noun;
    for (const feature of features) this.#features.set(String(feature.id), feature);
  }

  [Symbol.iterator](): IterableIterator<PlacedFeature> {
    return this.#features.values();
  }

  get size(): number {
    return this.#features.size;
  }

  get(id: string): PlacedFeature | undefined {
    return this.#features.get(id);
  }

  set(id: string, feature: PlacedFeature): void {
    this.#features.set(id, feature);
    this.#zipped.clear();
  }

  delete(id: string): void {
    if (this.#features.delete(id)) this.#zipped.clear();
  }

  /** The things whose area starts with `prefix` as a member of a JSON object that others follow: `"posts":[...],`. */
  textOf(prefix: string): string {
    const parts: string[] = [];
    for (const feature of this)
      if (String(feature.properties.areaCode).startsWith(prefix)) parts.push(this.#textOf(feature));
    return `"${this.#noun}":[${parts.join(',')}],`;
  }

  /** The same, compressed; kept until something changes. */
  zippedOf(prefix: string): Promise<GzipPart> {
    let zipped = this.#zipped.get(prefix);
    if (!zipped) {
      zipped = gzipPart(this.textOf(prefix));
      if (this.#zipped.size >= MOST_SCOPES) this.#zipped.clear();
      this.#zipped.set(prefix, zipped);
    }
    return zipped;
  }

  #textOf(feature: PlacedFeature): string {
    let text = this.#texts.get(feature);
    if (text === undefined) {
      text = JSON.stringify(feature);
      this.#texts.set(feature, text);
    }
    return text;
  }
}
