import { useTranslation } from 'react-i18next';
import type { CheckInWay } from '../../../../../core/vocabulary.ts';
import { useMayPlan } from '../use-plan.ts';
import { type CodePlace, codePlaces, codesStore } from './codes-open.ts';

/** Opens the codes of the stops that have one to be printed; nothing where none has, or for who does not plan. */
export function CodesButton(props: {
  title: string;
  stops: readonly (CodePlace & { checkIn: CheckInWay })[];
  /** Stops have codes once they are kept on the server. */
  isSaved: boolean;
}) {
  const { t } = useTranslation();
  const mayPlan = useMayPlan();
  const places = codePlaces(props.stops);
  if (places.length === 0 || !mayPlan) return null;
  return (
    <button
      type="button"
      className="button"
      disabled={!props.isSaved}
      title={props.isSaved ? undefined : t('patrols.saveFirst')}
      onClick={() => codesStore.set({ title: props.title, places })}
    >
      {t('patrols.codes', { n: places.length })}
    </button>
  );
}
