import { polyphonic } from 'pinyin-pro';
import { type Spoken, spoken } from '../../core/search/match.ts';

const HAN = /\p{Script=Han}/u;
const MAX_KEPT = 30_000;

const ofCharacter = new Map<string, readonly string[]>();
const ofName = new Map<string, Spoken>();

/** A Chinese name by its characters, each with every way that it is read: a name with 重 in it is found by zhong and by chong. */
export function spokenOf(name: string): Spoken {
  let known = ofName.get(name);
  if (!known) {
    const characters = [...name.normalize('NFKC').toLowerCase().replace(/[\s·]/g, '')];
    known = spoken(characters, characters.map(readingsOf));
    if (ofName.size >= MAX_KEPT) ofName.clear();
    ofName.set(name, known);
  }
  return known;
}

function readingsOf(character: string): readonly string[] {
  if (!HAN.test(character)) return [];
  let readings = ofCharacter.get(character);
  if (!readings) {
    const [all = []] = polyphonic(character, { toneType: 'none', type: 'array' });
    // 吕, 女: on a keyboard the ü is a v, and for many a u.
    readings = [
      ...new Set(
        all.flatMap((one) => (one.includes('ü') ? [one.replace('ü', 'v'), one.replace('ü', 'u')] : [one])),
      ),
    ];
    ofCharacter.set(character, readings);
  }
  return readings;
}
