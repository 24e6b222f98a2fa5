import { useTranslation } from 'react-i18next';
import type { LiveNoun } from '../../../../core/contract/live.ts';
import { Icon } from '../../../ui/icon.tsx';
import { sayValue } from '../say-change.ts';
import { fieldOf } from './save-edit.ts';
import type { Edit } from './use-edit.ts';

interface Props {
  noun: LiveNoun;
  edit: Edit;
  /** What a field is called, where it is not what all are. */
  label?: (name: string) => string;
}

/** What somebody else changed meanwhile, beside one's own, and which shall stand. */
export function EditConflict({ noun, edit, label }: Props) {
  const { t } = useTranslation();
  const nameOf = label ?? ((name: string) => t(`field.${name}` as 'field.name'));
  const { conflict } = edit;
  if (!conflict) return null;
  return (
    <div className="problem edit-conflict" role="alert">
      <Icon name="warning" />
      <div>
        <p>{t('edit.conflict')}</p>
        <table>
          <thead>
            <tr>
              <td />
              <th scope="col">{t('edit.theirs')}</th>
              <th scope="col">{t('edit.mine')}</th>
            </tr>
          </thead>
          <tbody>
            {conflict.fields.map((name) => (
              <tr key={name}>
                <th scope="row">{nameOf(name)}</th>
                <td>{sayValue(t, noun, name, fieldOf(conflict.theirs, name))}</td>
                <td>{sayValue(t, noun, name, conflict.mine[name])}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <div className="button-row">
          <button type="button" className="button" disabled={edit.isPending} onClick={edit.takeTheirs}>
            {t('edit.takeTheirs')}
          </button>
          <button type="button" className="button" disabled={edit.isPending} onClick={edit.keepMine}>
            {t('edit.keepMine')}
          </button>
        </div>
      </div>
    </div>
  );
}
