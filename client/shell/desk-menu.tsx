import { useTranslation } from 'react-i18next';
import { mayDo } from '../../core/contract/permission.ts';
import { useSession } from '../api/session.ts';
import { DESK_PAGE_NAMES, DESK_PAGES } from '../state/desk-page.ts';
import { useView, viewStore } from '../state/view.ts';
import { Icon } from '../ui/icon.tsx';
import { Menu } from '../ui/menu.tsx';

/** The pages of the desk, each with its key. */
export function DeskMenu() {
  const { t } = useTranslation();
  const { account } = useSession();
  const open = useView((view) => view.page);
  const pages = DESK_PAGE_NAMES.filter((name) => mayDo(account.role, DESK_PAGES[name].action));
  return (
    <Menu
      label={open ? `${t('shell.pages')} · ${t(`page.${open}`)}` : t('shell.pages')}
      align="left"
      button={
        <>
          {open ? t(`page.${open}`) : t('shell.pages')} <Icon name="down" size={12} />
        </>
      }
    >
      {pages.map((name) => (
        <button
          key={name}
          type="button"
          className="menu-item"
          aria-current={open === name ? 'page' : undefined}
          onClick={() => viewStore.set({ workspace: 'watch', page: open === name ? null : name })}
        >
          {t(`page.${name}`)} <kbd>⇧{DESK_PAGES[name].letter}</kbd>
        </button>
      ))}
    </Menu>
  );
}
