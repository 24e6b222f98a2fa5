import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { areaQuery } from '../../api/areas.ts';
import { useSession } from '../../api/session.ts';
import { drawingOf } from './preview-shapes.ts';

/** Where the accepted rows lie, as a small drawing over the outline of one's area. */
export function ImportPreview({ features }: { features: readonly Record<string, unknown>[] }) {
  const { t } = useTranslation();
  const { account, cityCode } = useSession();
  const { data: area } = useQuery({ ...areaQuery(account.scopeCode), enabled: cityCode !== '' });
  const drawing = useMemo(() => drawingOf(features, area?.geometry), [features, area]);
  if (!drawing) return null;
  return (
    <figure className="import-preview">
      <svg viewBox={drawing.viewBox} role="img" aria-label={t('import.preview', { n: features.length })}>
        <path className="context" d={drawing.context} />
        <path d={drawing.outlines} />
        {drawing.points.map(({ x, y }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the points of one check never change
          <circle key={place} cx={x} cy={y} r={1.8} />
        ))}
      </svg>
      <figcaption className="muted">{t('import.preview', { n: features.length })}</figcaption>
    </figure>
  );
}
