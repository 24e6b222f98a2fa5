import { phoneEn } from '../ui/words/phone-en.ts';
import { phoneZh } from '../ui/words/phone-zh.ts';
import { reasonsEn } from '../ui/words/reasons-en.ts';
import { reasonsZh } from '../ui/words/reasons-zh.ts';
import { sharedEn } from '../ui/words/shared-en.ts';
import { sharedZh } from '../ui/words/shared-zh.ts';

/** The words that the phone page needs: a small part of all. */
export const unitWords = {
  zh: { ...sharedZh, ...reasonsZh, phone: phoneZh },
  en: { ...sharedEn, ...reasonsEn, phone: phoneEn },
};
