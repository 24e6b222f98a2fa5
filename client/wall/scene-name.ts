import { useTranslation } from 'react-i18next';
import type { Scene } from '../state/scene.ts';
import { useName } from '../ui/named.ts';

/** What a scene is called: as somebody named it, or after its subject. */
export function useSceneName(): (scene: Scene) => string {
  const { t } = useTranslation();
  const name = useName();
  return ({ name: given, subject }) => {
    if (given !== null) return given;
    if (subject.kind === 'area') return name(subject);
    return subject.kind === 'net' ? t(`net.${subject.net}`) : t('wall.city');
  };
}
