import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  codeOfLink,
  PLACE_CODE_BYTES,
  placeCodeLink,
  placeCodeOf,
  readPlaceCode,
  spacedCode,
  withoutCode,
} from '../../../core/patrol/place-code.ts';

const bytes = fc.uint8Array({ minLength: PLACE_CODE_BYTES, maxLength: PLACE_CODE_BYTES });
const codes = bytes.map(placeCodeOf);
const origins = fc.constantFrom('https://jingwei.example', 'http://10.0.0.5:8080');

it('a code is read as it was made: plain, as printed, typed carelessly, in its link', () => {
  fc.assert(
    fc.property(codes, origins, (code, origin) => {
      const typed = spacedCode(code).toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l');
      const wide = [...code].map((letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0));
      const said = [code, spacedCode(code), ` ${typed} `, wide.join(''), placeCodeLink(origin, code)];
      for (const one of said) expect(readPlaceCode(one), one).toBe(code);
      expect(codeOfLink(placeCodeLink(origin, code))).toBe(code);
    }),
  );
});

it('every letter comes up, none that is taken for another', () => {
  const all = placeCodeOf(Uint8Array.from({ length: 8 }, (_, i) => i));
  expect(all).toBe('01234567');
  const letters = new Set(Array.from({ length: 256 }, (_, i) => placeCodeOf(Uint8Array.of(i))));
  expect([...letters].sort().join('')).toBe('0123456789ABCDEFGHJKMNPQRSTVWXYZ');
});

it('what is no code is none; a long one of before keeps its letters', () => {
  for (const text of ['', 'ABCD', 'ABCDEFGHJ', 'ABCD-EFGU', '签到签到签到签到', 'https://a.example/unit'])
    expect(readPlaceCode(text), text).toBeNull();
  expect(readPlaceCode('aB3_-xYzaB3_-xYzaB3_-x')).toBe('aB3_-xYzaB3_-xYzaB3_-x');
  expect(codeOfLink('?theme=dark&code=7K3M2QXD#x')).toBe('7K3M2QXD');
  expect(codeOfLink('?theme=dark')).toBeNull();
  expect(withoutCode('?theme=dark&code=7K3M2QXD')).toBe('?theme=dark');
  expect(withoutCode('?code=7K3M2QXD')).toBe('');
});
