import { useView } from '../state/view.ts';
import type { Language } from './words/words.ts';

/** Anything that has a name in both languages. */
export interface Named {
  nameZh: string;
  nameEn: string;
}

export function nameIn(language: Language, named: Named): string {
  return language === 'en' ? named.nameEn : named.nameZh;
}

/** Picks the name in the language of the view. */
export function useName(): (named: Named) => string {
  const language = useView((view) => view.language);
  return (named) => nameIn(language, named);
}
