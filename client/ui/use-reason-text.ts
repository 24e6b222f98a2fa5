import { useTranslation } from 'react-i18next';
import type { Because } from '../../core/contract/reason.ts';
import { personName } from './person-name.ts';
import { usePlaceName } from './place-name.ts';
import { reasonText } from './reason-text.ts';

/** Says a reason with areas by their names in place of their codes, and accounts as they are called on the screen. */
export function useReasonText(): (because: Because) => string {
  const { t } = useTranslation();
  const placeName = usePlaceName();
  return ({ reason, params }) => {
    const { areaCode, name } = params;
    return reasonText(t, {
      reason,
      params: {
        ...params,
        ...(typeof areaCode === 'string' ? { areaCode: placeName(areaCode) } : {}),
        ...(typeof name === 'string' ? { name: personName(t, name) } : {}),
      },
    });
  };
}
