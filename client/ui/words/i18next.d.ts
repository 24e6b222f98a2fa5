import 'i18next';
import type { LateWords } from './late-words.ts';
import type { zh } from './zh.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'words';
    resources: { words: typeof zh & LateWords };
  }
}
