import { useEffect } from 'react';
import { toggleLanguage, toggleTheme } from '../state/appearance.ts';
import { useKeys } from '../ui/keys.ts';
import { preferences } from '../ui/preferences.ts';
import { focusCommandBar } from './command-bar.tsx';
import { KeysHelp, openKeysHelp } from './keys-help.tsx';

/** Keys that work in every workspace. */
export function ShellKeys() {
  useKeys({
    '/': focusCommandBar,
    '?': openKeysHelp,
    '[': () => preferences.set({ leftOpen: !preferences.get().leftOpen }),
    g: toggleTheme,
    i: toggleLanguage,
    ']': () => preferences.set({ rightOpen: !preferences.get().rightOpen }),
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
      event.preventDefault();
      focusCommandBar();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  return <KeysHelp />;
}
