import { useTranslation } from 'react-i18next';
import type { UpdatePart } from '../../../../core/contract/draft-update.ts';
import { formatNumber } from '../../../ui/format.ts';
import { usePlaceName } from '../../../ui/place-name.ts';

/** Communities of which nothing needs to be asked. */
export function PartList({ title, parts }: { title: string; parts: readonly UpdatePart[] }) {
  const { t } = useTranslation();
  const placeName = usePlaceName();
  if (parts.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ul className="update-parts">
        {parts.map(({ communities, steps }) => (
          <li key={communities.join()}>
            <span>{communities.map((code) => placeName(code)).join(t('listSeparator'))}</span>
            <small className="muted">{t('plan.steps', { n: formatNumber(steps) })}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}
