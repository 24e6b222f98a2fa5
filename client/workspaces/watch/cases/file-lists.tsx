import { useTranslation } from 'react-i18next';
import { mayDo } from '../../../../core/contract/permission.ts';
import { useSession } from '../../../api/session.ts';
import { useIsLive } from '../../../live/use-live.ts';
import { openDraft } from '../../../ui/draft.ts';
import { Icon } from '../../../ui/icon.tsx';
import { NounList } from '../noun-list.tsx';

/** Cases or risk files of the area, and for who may how to open one. */
export function FileList({ noun }: { noun: 'cases' | 'risks' }) {
  return <NounList key={noun} noun={noun} action={<NewFileButton noun={noun} />} />;
}

export function NewFileButton({ noun }: { noun: 'cases' | 'risks' }) {
  const { t } = useTranslation();
  const { account } = useSession();
  const isLive = useIsLive();
  if (!mayDo(account.role, 'edit_case')) return null;
  return (
    <button
      type="button"
      className="button"
      disabled={!isLive}
      title={isLive ? undefined : t('past.noEditing')}
      onClick={() => openDraft(null, noun === 'cases' ? 'case' : 'risk')}
    >
      <Icon name="plus" size={14} /> {t(noun === 'cases' ? 'case.create' : 'risk.create')}{' '}
      <kbd>{noun === 'cases' ? '⇧N' : '⇧E'}</kbd>
    </button>
  );
}
