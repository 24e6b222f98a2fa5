import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResponseTarget } from '../../../../core/contract/response-target.ts';
import { STAGES } from '../../../../core/incident/deadlines.ts';
import { usePatchTarget } from '../../../api/incidents.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { priorityKey } from '../../../ui/words/graded.ts';

/** The targets of the city, in seconds from the report; each priority is saved for itself. */
export function TargetsForm({ targets }: { targets: readonly ResponseTarget[] }) {
  const { t } = useTranslation();
  return (
    <section>
      <h3>{t('casework.deadlines.edit')}</h3>
      <p className="muted">{t('casework.deadlines.seconds')}</p>
      <div className="targets-form">
        {targets.map((target) => (
          <TargetRow key={`${target.priority}-${target.version}`} target={target} />
        ))}
      </div>
    </section>
  );
}

function TargetRow({ target }: { target: ResponseTarget }) {
  const { t } = useTranslation();
  const patch = usePatchTarget();
  const [values, setValues] = useState(() => STAGES.map((stage) => String(target[stage])));
  const changed = STAGES.filter((stage, index) => values[index] !== String(target[stage]));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const entries = changed.map((stage) => [stage, Number(values[STAGES.indexOf(stage)])]);
    patch.mutate({ target, patch: Object.fromEntries(entries) });
  };
  return (
    <form onSubmit={submit}>
      <b>{t(priorityKey(target.priority as 1))}</b>
      {STAGES.map((stage, index) => (
        <label key={stage}>
          {t(`casework.stage.${stage}`)}
          <input
            type="number"
            min={1}
            max={2_592_000}
            required
            value={values[index]}
            onChange={(event) =>
              setValues(values.map((old, at) => (at === index ? event.target.value : old)))
            }
          />
        </label>
      ))}
      <button type="submit" className="button" disabled={changed.length === 0 || patch.isPending}>
        {t('casework.deadlines.save')}
      </button>
      <ProblemNote error={patch.error} />
    </form>
  );
}
