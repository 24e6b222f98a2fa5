import { refusal } from '../../core/contract/reason.ts';
import { ImportRefused } from './import-refused.ts';

/** Deepest nesting of brackets; a GeoJSON MultiPolygon in a FeatureCollection needs eight. */
const MAX_DEPTH = 64;
/** Longest text of one feature, in UTF-16 units. */
const MAX_FEATURE_CHARS = 32 * 2 ** 20;

const MAX_KEY_CHARS = 100;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const COLON = 0x3a;
const COMMA = 0x2c;
const RECORD_SEPARATOR = 0x1e;

function isBlank(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d) || code === RECORD_SEPARATOR || code === 0xfeff;
}

/**
 * Cuts GeoJSON text that arrives in pieces into the texts of its features: a FeatureCollection, features one after another
 * (newline- or RS-delimited), or an array of features. Holds at most one feature, and stops at once where brackets nest deeper
 * than any geometry needs.
 */
export class FeatureSplitter {
  /** The members of the FeatureCollection before its features, as JSON. */
  collection: string | undefined;
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** Depth of the array whose elements are features; 0: features stand at the top. */
  #arrayDepth = 0;
  #held = '';
  #isHolding = false;
  /** The beginning of a string that a piece ended in, as far as a key can be long. */
  #stringHead = '';
  #stringStart = 0;
  #lastString = '';
  #key = '';
  #features = 0;

  /** Texts of the features that end in this piece. */
  push(text: string): string[] {
    const out: string[] = [];
    let from = 0;
    this.#stringStart = 0;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (code === BACKSLASH) this.#escaped = true;
        else if (code === QUOTE) {
          this.#inString = false;
          if (this.#depth === 1) this.#lastString = this.#stringHead + text.slice(this.#stringStart, i);
        }
        continue;
      }
      if (code === QUOTE) {
        if (this.#depth === this.#arrayDepth) throw this.#notGeoJson();
        this.#inString = true;
        this.#stringHead = '';
        this.#stringStart = i + 1;
      } else if (code === COLON) {
        if (this.#depth === 1) this.#key = this.#lastString;
      } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
        this.#open(code);
        if (this.#depth > MAX_DEPTH) throw this.#tooDeep();
        if (this.#isFeaturesArray(code)) {
          this.#arrayDepth = this.#depth;
          if (this.#isHolding) this.collection ??= `${this.#held}${text.slice(from, i + 1)}]}`;
          this.#held = '';
          this.#isHolding = false;
        } else if (!this.#isHolding && this.#depth === this.#arrayDepth + 1) {
          if (code !== OPEN_BRACE && this.#arrayDepth > 0) throw this.#notGeoJson();
          this.#isHolding = true;
          from = i;
        }
      } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
        this.#depth -= 1;
        if (this.#depth < 0) throw this.#notGeoJson();
        if (this.#isHolding && this.#depth === this.#arrayDepth) {
          out.push(this.#held + text.slice(from, i + 1));
          this.#features += 1;
          this.#held = '';
          this.#isHolding = false;
        } else if (this.#depth < this.#arrayDepth) {
          this.#arrayDepth = this.#depth === 0 ? 0 : MAX_DEPTH * 2;
          if (this.#depth === 0) this.#key = '';
        }
        if (this.#depth === 0) this.#arrayDepth = 0;
      } else if (this.#depth === this.#arrayDepth && !isBlank(code) && code !== COMMA)
        throw this.#notGeoJson();
    }
    if (this.#inString)
      this.#stringHead = (this.#stringHead + text.slice(this.#stringStart)).slice(0, MAX_KEY_CHARS);
    if (this.#isHolding) {
      this.#held += text.slice(from);
      if (this.#held.length > MAX_FEATURE_CHARS)
        throw new ImportRefused(
          'too_large',
          refusal(
            `Feature ${this.#features + 1} is longer than ${MAX_FEATURE_CHARS / 2 ** 20} MB.`,
            'feature_too_large',
            { row: this.#features + 1, megabytes: MAX_FEATURE_CHARS / 2 ** 20 },
          ),
        );
    }
    return out;
  }

  /** Says that the text has ended. */
  end(): void {
    if (this.#depth !== 0 || this.#inString)
      throw new ImportRefused(
        'unreadable_file',
        refusal(
          `The GeoJSON ends in the middle, after ${this.#features} features: the file was cut off. Get the whole file and try again.`,
          'json_cut_off',
          { features: this.#features },
        ),
      );
  }

  #open(code: number): void {
    if (this.#depth === 0 && code !== OPEN_BRACE && code !== OPEN_BRACKET) throw this.#notGeoJson();
    this.#depth += 1;
  }

  #isFeaturesArray(code: number): boolean {
    if (code !== OPEN_BRACKET || this.#arrayDepth !== 0) return false;
    if (this.#depth === 1) return !this.#isHolding;
    return this.#depth === 2 && this.#key === 'features';
  }

  #tooDeep(): ImportRefused {
    return new ImportRefused(
      'unreadable_file',
      refusal(
        `The JSON nests deeper than ${MAX_DEPTH} levels (after ${this.#features} features): that is no GeoJSON.`,
        'json_too_deep',
        { features: this.#features },
      ),
    );
  }

  #notGeoJson(): ImportRefused {
    return new ImportRefused(
      'unreadable_file',
      refusal(
        `The text after ${this.#features} features is not GeoJSON: expected a FeatureCollection, or features one a line.`,
        'not_geojson',
        { features: this.#features },
      ),
    );
  }
}
