import type { PlacedFeature } from '../queries/placed.ts';

/** Texts of scopes that are kept; each is as long as what the scope holds. */
const MOST_TEXTS = 100;

/** The things of one noun by their id, and their JSON as far as it was asked for. */
export class NounFeatures {
  readonly #features = new Map<string, PlacedFeature>();
  readonly #texts = new WeakMap<PlacedFeature, string>();
  readonly #scopes = new Map<string, string>();

  constructor(features: Iterable<PlacedFeature> = []) {
    for (const feature of features) this.#features.set(String(feature.id), feature);
  }

  [Symbol.iterator](): IterableIterator<PlacedFeature> {
    return this.#features.values();
  }

  get size(): number {
    return this.#features.size;
  }

  set(id: string, feature: PlacedFeature): void {
    this.#features.set(id, feature);
    this.#scopes.clear();
  }

  delete(id: string): void {
    if (this.#features.delete(id)) this.#scopes.clear();
  }

  /** The things whose area starts with `prefix`, as a JSON array. */
  textOf(prefix: string): string {
    let text = this.#scopes.get(prefix);
    if (text === undefined) {
      const parts: string[] = [];
      for (const feature of this)
        if (String(feature.properties.areaCode).startsWith(prefix)) parts.push(this.#textOf(feature));
      text = `[${parts.join(',')}]`;
      if (this.#scopes.size >= MOST_TEXTS) this.#scopes.clear();
      this.#scopes.set(prefix, text);
    }
    return text;
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
