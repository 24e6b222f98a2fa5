import { viewStore } from './view.ts';

export function toggleTheme(): void {
  const { theme } = viewStore.get();
  viewStore.set({ theme: theme === 'dark' ? 'light' : 'dark' }, 'replace');
}

export function toggleLanguage(): void {
  const { language } = viewStore.get();
  viewStore.set({ language: language === 'zh' ? 'en' : 'zh' }, 'replace');
}
