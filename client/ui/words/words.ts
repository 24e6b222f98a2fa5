import { createInstance } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en.ts';
import { zh } from './zh.ts';

/** The same keys in every language. */
export type Words = typeof zh;
export type Language = 'zh' | 'en';

/** The words, in the language of the view. Use through `useTranslation()`, or `words.t` outside React. */
export const words = createInstance();

export async function startWords(language: Language): Promise<void> {
  await words.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'zh',
    defaultNS: 'words',
    ns: 'words',
    resources: { zh: { words: zh }, en: { words: en } },
    interpolation: { escapeValue: false },
  });
}
