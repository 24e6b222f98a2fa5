import type { TFunction } from 'i18next';
import { mayDo } from '../../core/contract/permission.ts';
import { spellingsOfCommand } from '../../core/search/command-words.ts';
import type { Spelled } from '../../core/search/understand.ts';
import { type AccountRole, NETS } from '../../core/vocabulary.ts';
import { openAlarms } from '../alarms/open-alarms.ts';
import { openSecond } from '../second-window/main-window.ts';
import { toggleLanguage, toggleTheme } from '../state/appearance.ts';
import { DESK_PAGE_NAMES, DESK_PAGES } from '../state/desk-page.ts';
import { goTo } from '../state/go-to.ts';
import { type KeyAct, keyOf } from '../state/key-table.ts';
import { clearFilter, nextShade, toggleDensity, toggleNet, toggleOverlay } from '../state/layers.ts';
import { OVERLAYS } from '../state/overlays.ts';
import { viewStore } from '../state/view.ts';
import { openDraft } from '../ui/draft.ts';
import { doAsKey } from '../ui/keys.ts';
import { words } from '../ui/words/words.ts';
import { sceneEditor } from '../wall/scene-editor-open.ts';
import { wallStore } from '../wall/wall-store.ts';
import { openKeysHelp } from './keys-help.tsx';

/** Something that can be done by typing its name; `key` is its key as it is shown. */
export interface Command extends Spelled {
  title: string;
  key: string | undefined;
  run: () => void;
}

/** How a command is made: its title in either language. */
interface Draft {
  id: string;
  title: (t: TFunction) => string;
  act?: KeyAct;
  key?: string;
  run: () => void;
}

/** What an account may do by typing its name, the most frequent first. Nothing is changed while the past is shown. */
export function commandsOf(t: TFunction, role: AccountRole): Command[] {
  const isLive = viewStore.get().instant === null;
  const drafts = [
    ...(mayDo(role, 'edit_incident') && isLive ? INCIDENT_ACTS : []),
    ...(mayDo(role, 'edit_case') && isLive ? FILE_ACTS : []),
    ...(mayDo(role, 'handle_alarm') && isLive ? ALARM_ACTS : []),
    ...LOOKS,
    themeDraft(),
    languageDraft(),
    ...DESK_PAGE_NAMES.filter((name) => mayDo(role, DESK_PAGES[name].action)).map(pageDraft),
    DISPATCH,
    ANALYSE,
    ...(mayDo(role, 'edit_plan') || mayDo(role, 'approve_plan') ? [PLAN] : []),
    ...(mayDo(role, 'import') ? [IMPORT] : []),
  ];
  const both = [words.getFixedT('zh'), words.getFixedT('en')] as unknown as TFunction[];
  return drafts.map(({ id, title, act, key, run }) => ({
    id,
    title: title(t),
    key: key ?? (act && keyOf(act)),
    run,
    ...spellingsOfCommand(
      id,
      both.map((language) => title(language)),
    ),
  }));
}

/** Does an act of the Watch workspace as its key would, over the open map. */
function byKey(act: KeyAct): () => void {
  return () => {
    const { workspace } = viewStore.get();
    viewStore.set({ workspace: workspace === 'dispatch' ? workspace : 'watch', page: null });
    requestAnimationFrame(() => doAsKey(keyOf(act).toLowerCase()));
  };
}

const INCIDENT_ACTS: readonly Draft[] = [
  { id: 'new', title: (t) => t('watch.new.title'), act: 'newIncident', run: () => openDraft() },
  { id: 'verify', title: (t) => t('command.verify'), act: 'verify', run: byKey('verify') },
  { id: 'assign', title: (t) => t('command.assign'), act: 'assign', run: byKey('assign') },
];

const FILE_ACTS: readonly Draft[] = [
  { id: 'new-case', title: (t) => t('case.form.title'), act: 'newCase', run: () => openDraft(null, 'case') },
  {
    id: 'new-risk',
    title: (t) => t('risk.form.newTitle'),
    act: 'newRisk',
    run: () => openDraft(null, 'risk'),
  },
];

const ALARM_ACTS: readonly Draft[] = [
  {
    id: 'acknowledge',
    title: (t) => t('command.acknowledge'),
    act: 'acknowledge',
    run: byKey('acknowledge'),
  },
  { id: 'silence', title: (t) => t('command.silence'), act: 'silence', run: byKey('silence') },
];

const LOOKS: readonly Draft[] = [
  { id: 'next-alarm', title: (t) => t('command.nextAlarm'), act: 'nextAlarm', run: byKey('nextAlarm') },
  { id: 'alarms', title: (t) => t('command.alarms'), act: 'alarms', run: openAlarms },
  {
    id: 'live',
    title: (t) => t('command.live'),
    act: 'live',
    run: () => viewStore.set({ instant: null, period: { lastHours: 24 }, brush: null }),
  },
  { id: 'past', title: (t) => t('past.open'), act: 'past', run: byKey('past') },
  { id: 'clear-filter', title: (t) => t('command.clearFilter'), act: 'clearFilter', run: clearFilter },
  { id: 'density', title: (t) => t('command.density'), act: 'density', run: toggleDensity },
  { id: 'shade', title: (t) => t('command.shade'), act: 'shade', run: nextShade },
  ...NETS.map(
    (net, i): Draft => ({
      id: `net-${net}`,
      title: (t) => t('command.net', { net: t(`net.${net}`) }),
      key: String(i + 1),
      run: () => toggleNet(net),
    }),
  ),
  ...OVERLAYS.map(
    ({ overlay, noun, key }): Draft => ({
      id: `layer-${noun}`,
      title: (t) => t('command.layer', { noun: t(`noun.${noun}`) }),
      key,
      run: () => toggleOverlay(overlay),
    }),
  ),
  { id: 'wall', title: (t) => t('shell.wall'), act: 'wall', run: wallStore.enter },
  { id: 'scenes', title: (t) => t('wall.edit.title'), run: () => sceneEditor.set(true) },
  { id: 'second', title: (t) => t('wall.second.open'), act: 'second', run: openSecond },
  { id: 'keys', title: (t) => t('keys.title'), act: 'help', run: openKeysHelp },
];

/** Only to the theme, and the language, that is not there. */
function themeDraft(): Draft {
  const other = viewStore.get().theme === 'dark' ? 'light' : 'dark';
  return {
    id: `theme-${other}`,
    title: (t) => t(other === 'light' ? 'shell.toLight' : 'shell.toDark'),
    act: 'theme',
    run: toggleTheme,
  };
}

function languageDraft(): Draft {
  const other = viewStore.get().language === 'zh' ? 'en' : 'zh';
  return {
    id: `language-${other}`,
    title: () => (other === 'en' ? 'English' : '中文'),
    act: 'language',
    run: toggleLanguage,
  };
}

const DISPATCH: Draft = { id: 'dispatch', title: (t) => t('app.dispatch'), run: () => goTo('dispatch') };
const ANALYSE: Draft = { id: 'analyse', title: (t) => t('app.analyse'), run: () => goTo('analyse') };
const PLAN: Draft = { id: 'plan', title: (t) => t('app.plan'), run: () => goTo('plan') };
const IMPORT: Draft = { id: 'import', title: (t) => t('app.import'), run: () => goTo('import') };

function pageDraft(name: (typeof DESK_PAGE_NAMES)[number]): Draft {
  return {
    id: `page-${name}`,
    title: (t) => t(`page.${name}`),
    key: `⇧${DESK_PAGES[name].letter}`,
    run: () => viewStore.set({ workspace: 'watch', page: name }),
  };
}
