import { createInstance } from 'i18next';
import { initReactI18next } from 'react-i18next';

export type Language = 'zh' | 'en';

/** The words, in the language of the view. Use through `useTranslation()`, or `words.t` outside React. */
export const words = createInstance();

/** Starts with these words in both languages. */
export async function startWords(language: Language, { zh, en }: Record<Language, object>): Promise<void> {
  await words.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'zh',
    defaultNS: 'words',
    ns: 'words',
    resources: { zh: { words: zh }, en: { words: en } },
    interpolation: { escapeValue: false },
  });
}
