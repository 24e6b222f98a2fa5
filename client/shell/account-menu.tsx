import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { areaQuery } from '../api/areas.ts';
import { useSession, useSignOut } from '../api/session.ts';
import { openSecond } from '../second-window/main-window.ts';
import { keyOf } from '../state/key-table.ts';
import { Icon } from '../ui/icon.tsx';
import { Menu } from '../ui/menu.tsx';
import { useName } from '../ui/named.ts';
import { personName } from '../ui/person-name.ts';
import { sceneEditor } from '../wall/scene-editor-open.ts';
import { wallStore } from '../wall/wall-store.ts';
import { openKeysHelp } from './keys-help.tsx';

export function AccountMenu() {
  const { t } = useTranslation();
  const name = useName();
  const { account } = useSession();
  const { data: area } = useQuery(areaQuery(account.scopeCode));
  const signOut = useSignOut();
  return (
    <Menu
      label={t('shell.account')}
      button={
        <>
          <Icon name="person" />
          <span className="account-role">{t(`accountRole.${account.role}`)}</span>
        </>
      }
    >
      <div className="account-card">
        <strong>{personName(t, account.displayName)}</strong>
        <p className="muted">
          {t(`accountRole.${account.role}`)} · {t('shell.scope')}{' '}
          {area ? name(area.properties) : account.scopeCode}
        </p>
        <p className="muted">{t(`signIn.can.${account.role}`)}</p>
      </div>
      <button type="button" className="menu-item" onClick={wallStore.enter}>
        <Icon name="wall" /> {t('shell.wall')} <kbd>{keyOf('wall')}</kbd>
      </button>
      <button type="button" className="menu-item" onClick={() => sceneEditor.set(true)}>
        <Icon name="edit" /> {t('wall.edit.title')}
      </button>
      <button type="button" className="menu-item" onClick={openSecond}>
        <Icon name="right" /> {t('wall.second.open')} <kbd>{keyOf('second')}</kbd>
      </button>
      <button type="button" className="menu-item" onClick={openKeysHelp}>
        <Icon name="key" /> {t('keys.title')} <kbd>?</kbd>
      </button>
      <a className="menu-item" href="/api/docs" target="_blank" rel="noreferrer">
        <Icon name="forward" /> {t('shell.apiDocs')}
      </a>
      <button
        type="button"
        className="menu-item"
        disabled={signOut.isPending}
        onClick={() => signOut.mutate()}
      >
        <Icon name="close" /> {t('shell.signOut')}
      </button>
    </Menu>
  );
}
