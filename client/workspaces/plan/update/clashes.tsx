import { useTranslation } from 'react-i18next';
import type { DraftUpdate, UpdatePart } from '../../../../core/contract/draft-update.ts';
import { CLASH_CHOICES, type ClashChoice } from '../../../../core/plan/draft-vocabulary.ts';
import { formatNumber } from '../../../ui/format.ts';
import { usePlaceName } from '../../../ui/place-name.ts';
import { reasonText } from '../../../ui/reason-text.ts';
import { Segmented } from '../../../ui/segmented.tsx';

type Choices = ReadonlyMap<string, ClashChoice>;

/** Communities that both changed, each with the choice whose grids hold. */
export function Clashes(props: {
  told: DraftUpdate;
  clashes: readonly UpdatePart[];
  /** By the first community. */
  choices: Choices;
  onChange: (choices: Choices) => void;
}) {
  const { told, clashes, choices, onChange } = props;
  const { t } = useTranslation();
  if (clashes.length === 0) return null;
  const used = new Set(clashes.flatMap(({ communities: [code = ''] }) => choices.get(code) ?? []));
  return (
    <section>
      <h3>{t('plan.update.clashes', { n: formatNumber(clashes.length) })}</h3>
      <ul className="update-clashes">
        {clashes.map((clash) => {
          const [code = ''] = clash.communities;
          return (
            <li key={code}>
              <Clash
                told={told}
                clash={clash}
                choice={choices.get(code)}
                onChange={(choice) => onChange(new Map(choices).set(code, choice))}
              />
            </li>
          );
        })}
      </ul>
      {CLASH_CHOICES.filter((choice) => used.has(choice)).map((choice) => (
        <p key={choice} className="muted">
          <b>{t(`plan.update.choice.${choice}`)}</b> {t(`plan.update.hint.${choice}`)}
        </p>
      ))}
    </section>
  );
}

function Clash(props: {
  told: DraftUpdate;
  clash: UpdatePart;
  choice: ClashChoice | undefined;
  onChange: (choice: ClashChoice) => void;
}) {
  const { told, clash, choice, onChange } = props;
  const { t } = useTranslation();
  const placeName = usePlaceName();
  const { communities, steps, refusal, changedBy } = clash;
  const where = communities.map((code) => placeName(code)).join(t('listSeparator'));
  const plans = told.since.flatMap(({ id, name }) => (changedBy.includes(id) ? [name] : []));
  const possible = CLASH_CHOICES.filter((one) => one !== 'mine' || refusal === null);
  return (
    <>
      <p>
        {where}{' '}
        <small className="muted">
          {t('plan.update.both', { n: formatNumber(steps), plans: plans.join(t('listSeparator')) })}
        </small>
      </p>
      <Segmented<ClashChoice | ''>
        label={where}
        value={choice ?? ''}
        choices={possible.map((value) => ({
          value,
          label: t(`plan.update.choice.${value}`),
          hint: t(`plan.update.hint.${value}`),
        }))}
        onChange={(value) => value !== '' && onChange(value)}
      />
      {refusal?.reason ? (
        <small className="tone-warn">
          {reasonText(t, { reason: refusal.reason, params: refusal.params ?? {} })}
        </small>
      ) : null}
    </>
  );
}
