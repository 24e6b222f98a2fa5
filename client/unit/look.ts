import { useSyncExternalStore } from 'react';
import { type Language, words } from '../ui/words/start-words.ts';

/** Theme and language of this device, the same as those of the desk's page on it. */
export interface Look {
  theme: 'dark' | 'light';
  language: Language;
}

const KEY = 'jingwei.appearance';
let current = remembered();
const listeners = new Set<() => void>();

export const look = {
  get: (): Look => current,
  set(patch: Partial<Look>): void {
    current = { ...current, ...patch };
    followLook();
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

export function useLook(): Look {
  return useSyncExternalStore(look.subscribe, look.get);
}

/** Brings the document into the theme and language, and remembers them. */
export function followLook(): void {
  const { theme, language } = current;
  document.documentElement.dataset.theme = theme;
  document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN';
  if (words.language !== language) void words.changeLanguage(language);
  document.title = words.t('phone.title');
  localStorage.setItem(KEY, JSON.stringify(current));
}

function remembered(): Look {
  const query = new URLSearchParams(location.search);
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Look>;
    const theme = query.get('theme') ?? kept.theme;
    const language = query.get('lang') ?? kept.language;
    return { theme: theme === 'light' ? 'light' : 'dark', language: language === 'en' ? 'en' : 'zh' };
  } catch {
    return { theme: 'dark', language: 'zh' };
  }
}
