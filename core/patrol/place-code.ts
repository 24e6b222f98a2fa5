/**
 * The code that hangs at a place: eight letters and digits that can be read out and typed, 40 bits of chance. Crockford's base 32 (crockford.com/base32.html): without
 * I, L, O and U, and who types I, L or O means 1 or 0.
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 8;
const HALF = LENGTH / 2;
/** Codes of before: 16 bytes in base 64, whose letters are not to be changed. */
const OLD = /^[\w-]{22}$/;
/** Name of the code in the link of the picture. */
const PARAMETER = 'code';

/** Bytes of chance that a code is made of. */
export const PLACE_CODE_BYTES = LENGTH;

/** The code of eight bytes: the lowest five bits of each. */
export function placeCodeOf(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, LENGTH), (byte) => ALPHABET[byte & 31]).join('');
}

/** A code as it is printed: in two halves. */
export function spacedCode(code: string): string {
  return code.length === LENGTH ? `${code.slice(0, HALF)}-${code.slice(HALF)}` : code;
}

/** The code that somebody typed, or that a picture says, be it alone or in its link; null: it is none. */
export function readPlaceCode(said: string): string | null {
  const text = codeOfLink(said) ?? said.normalize('NFKC').trim();
  if (OLD.test(text)) return text;
  const code = text
    .toUpperCase()
    .replace(/[\s\p{Pd}_.]/gu, '')
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0');
  return code.length === LENGTH && [...code].every((letter) => ALPHABET.includes(letter)) ? code : null;
}

/** What the picture says: opened on a phone it checks its unit in. `origin`: where the pages are, such as https://jingwei.example. */
export function placeCodeLink(origin: string, code: string): string {
  return `${origin}/unit?${PARAMETER}=${code}`;
}

/** The query of a link but for the code. */
export function withoutCode(query: string): string {
  const left = query
    .replace(/^\?/, '')
    .split('&')
    .filter((one) => one !== '' && !one.startsWith(`${PARAMETER}=`));
  return left.length > 0 ? `?${left.join('&')}` : '';
}

/** What a link says as its code, be it one or not; null: it says none. */
export function codeOfLink(link: string): string | null {
  const [, query] = link.split(/\?(.*)/s);
  const said = query
    ?.split('#')[0]
    ?.split('&')
    .find((one) => one.startsWith(`${PARAMETER}=`));
  return said === undefined ? null : said.slice(PARAMETER.length + 1);
}
