import { viewStore } from '../state/view.ts';
import { words } from './words/words.ts';

const KEY = 'jingwei.appearance';

/** Keeps the document in the theme and language of the view; a bare address starts as this workstation was last used. */
export function followAppearance(): void {
  const query = new URLSearchParams(location.search);
  const { theme, language } = remembered();
  viewStore.set(
    {
      ...(query.has('theme') || !theme ? {} : { theme }),
      ...(query.has('lang') || !language ? {} : { language }),
    },
    'replace',
  );
  applyAppearance();
  viewStore.subscribe(applyAppearance);
}

function applyAppearance(): void {
  const { theme, language } = viewStore.get();
  const root = document.documentElement;
  if (root.dataset.theme !== theme) root.dataset.theme = theme;
  root.lang = language === 'en' ? 'en' : 'zh-CN';
  if (words.isInitialized && words.language !== language) void words.changeLanguage(language);
  if (words.isInitialized) document.title = words.t('app.title');
  localStorage.setItem(KEY, JSON.stringify({ theme, language }));
}

function remembered(): { theme?: 'dark' | 'light'; language?: 'zh' | 'en' } {
  try {
    const { theme, language } = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return {
      ...(theme === 'dark' || theme === 'light' ? { theme } : {}),
      ...(language === 'zh' || language === 'en' ? { language } : {}),
    };
  } catch {
    return {};
  }
}
