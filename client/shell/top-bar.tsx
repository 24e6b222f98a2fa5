import { useTranslation } from 'react-i18next';
import { mayDo } from '../../core/contract/permission.ts';
import type { AccountRole } from '../../core/vocabulary.ts';
import { useSession } from '../api/session.ts';
import { toggleLanguage, toggleTheme } from '../state/appearance.ts';
import { goTo } from '../state/go-to.ts';
import { keyOf } from '../state/key-table.ts';
import { useView } from '../state/view.ts';
import { WORKSPACES, type Workspace } from '../state/view-state.ts';
import { Icon } from '../ui/icon.tsx';
import { AccountMenu } from './account-menu.tsx';
import { AlarmBell } from './alarm-bell.tsx';
import { Clock } from './clock.tsx';
import { CommandBar } from './command-bar.tsx';
import { DeskMenu } from './desk-menu.tsx';
import { FreshnessStrip } from './freshness-strip.tsx';
import { SecondBadge } from './second-badge.tsx';

export function TopBar() {
  const wall = useView((view) => view.mode === 'wall');
  return (
    <header className="top-bar">
      <h1 className="brand">
        经纬 <b>Jingwei</b>
      </h1>
      {wall ? null : <Workspaces />}
      {wall ? null : <DeskMenu />}
      <Badges />
      <AlarmBell />
      <SecondBadge />
      <FreshnessStrip />
      {wall ? null : <CommandBar />}
      <Clock />
      {wall ? null : (
        <>
          <Appearance />
          <AccountMenu />
        </>
      )}
    </header>
  );
}

/** What a role has no use for is not offered; a link opens it all the same, to look. */
function isOffered(workspace: Workspace, role: AccountRole): boolean {
  if (workspace === 'plan') return mayDo(role, 'edit_plan') || mayDo(role, 'approve_plan');
  return workspace !== 'import' || mayDo(role, 'import');
}

function Workspaces() {
  const { t } = useTranslation();
  const { account } = useSession();
  const workspace = useView((view) => view.workspace);
  const names = WORKSPACES.filter((name) => isOffered(name, account.role));
  return (
    <nav className="workspaces" aria-label={t('shell.workspaces')}>
      {names.map((name) => (
        <button
          key={name}
          type="button"
          aria-current={workspace === name ? 'page' : undefined}
          onClick={() => goTo(name)}
        >
          {t(`app.${name}`)}
        </button>
      ))}
    </nav>
  );
}

function Badges() {
  const { t } = useTranslation();
  const { demo, simulated } = useSession();
  return (
    <span className="badges">
      {demo ? (
        <span className="badge demo" title={t('app.demoHint')}>
          {t('app.demo')}
        </span>
      ) : null}
      {simulated ? (
        <span className="badge demo" title={t('app.simulatedHint')}>
          {t('app.simulated')}
        </span>
      ) : null}
    </span>
  );
}

function Appearance() {
  const { t } = useTranslation();
  const { theme, language } = { theme: useView((v) => v.theme), language: useView((v) => v.language) };
  const other = language === 'zh' ? 'en' : 'zh';
  return (
    <span className="appearance">
      <button
        type="button"
        className="icon-button wide"
        lang={other === 'en' ? 'en' : 'zh-CN'}
        aria-label={other === 'en' ? 'EN: Switch to English' : '中：切换到中文'}
        aria-keyshortcuts="i"
        title={`${other === 'en' ? 'English' : '中文'} (${keyOf('language')})`}
        onClick={toggleLanguage}
      >
        {other === 'en' ? 'EN' : '中'}
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={t(theme === 'dark' ? 'shell.toLight' : 'shell.toDark')}
        aria-keyshortcuts="g"
        title={`${t(theme === 'dark' ? 'shell.toLight' : 'shell.toDark')} (${keyOf('theme')})`}
        onClick={toggleTheme}
      >
        <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
      </button>
    </span>
  );
}
