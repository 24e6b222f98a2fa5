import type { TFunction } from 'i18next';
import { mayDo } from '../../core/contract/permission.ts';
import { type AccountRole, NETS } from '../../core/vocabulary.ts';
import { openSecond } from '../second-window/main-window.ts';
import { DESK_PAGE_NAMES, DESK_PAGES } from '../state/desk-page.ts';
import { toggleDensity, toggleNet } from '../state/layers.ts';
import { viewStore } from '../state/view.ts';
import { openDraft } from '../ui/draft.ts';
import { sceneEditor } from '../wall/scene-editor-open.ts';
import { wallStore } from '../wall/wall-store.ts';
import { openKeysHelp } from './keys-help.tsx';

export interface Command {
  id: string;
  title: string;
  run: () => void;
}

/** What can be done by typing its name. */
export function commandsOf(t: TFunction, role: AccountRole): Command[] {
  const { theme, language, instant } = viewStore.get();
  return [
    ...(mayDo(role, 'edit_incident') && instant === null
      ? [{ id: 'new', title: t('watch.new.title'), run: () => openDraft() }]
      : []),
    ...(mayDo(role, 'edit_case') && instant === null
      ? [
          { id: 'new-case', title: t('case.form.title'), run: () => openDraft(null, 'case') },
          { id: 'new-risk', title: t('risk.form.newTitle'), run: () => openDraft(null, 'risk') },
        ]
      : []),
    {
      id: 'live',
      title: t('shell.command.live'),
      run: () => viewStore.set({ instant: null, period: { lastHours: 24 }, brush: null }),
    },
    ...NETS.map((net) => ({
      id: `net-${net}`,
      title: t('shell.command.net', { net: t(`net.${net}`) }),
      run: () => toggleNet(net),
    })),
    {
      id: 'density',
      title: t('shell.command.density'),
      run: toggleDensity,
    },
    {
      id: 'theme',
      title: t(theme === 'dark' ? 'shell.toLight' : 'shell.toDark'),
      run: () => viewStore.set({ theme: theme === 'dark' ? 'light' : 'dark' }, 'replace'),
    },
    {
      id: 'language',
      title: language === 'zh' ? 'English' : '中文',
      run: () => viewStore.set({ language: language === 'zh' ? 'en' : 'zh' }, 'replace'),
    },
    ...DESK_PAGE_NAMES.filter((name) => mayDo(role, DESK_PAGES[name].action)).map((name) => ({
      id: `page-${name}`,
      title: t(`page.${name}`),
      run: () => viewStore.set({ workspace: 'watch', page: name }),
    })),
    { id: 'wall', title: t('shell.wall'), run: wallStore.enter },
    { id: 'scenes', title: t('wall.edit.title'), run: () => sceneEditor.set(true) },
    { id: 'second', title: t('wall.second.open'), run: openSecond },
    { id: 'keys', title: t('keys.title'), run: openKeysHelp },
    ...(mayDo(role, 'import')
      ? [{ id: 'import', title: t('app.import'), run: () => viewStore.set({ workspace: 'import' }) }]
      : []),
  ];
}
