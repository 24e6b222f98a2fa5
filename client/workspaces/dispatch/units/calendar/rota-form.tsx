import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Unit } from '../../../../../core/contract/unit.ts';
import { type PatternKind, patternKind, TEAMS } from '../../../../../core/duty/patterns.ts';
import { SHIFTS } from '../../../../../core/vocabulary.ts';
import { ApiError } from '../../../../api/client.ts';
import { knownFeature, latestFeature, patchFeature } from '../../../../api/nouns.ts';
import { useName } from '../../../../ui/named.ts';
import { ProblemNote } from '../../../../ui/problem-note.tsx';
import { offerUndo } from '../../../../ui/undo.ts';
import { CycleField } from './cycle-field.tsx';
import {
  draftChanges,
  draftOf,
  patternValue,
  type RotaDraft,
  withBrigade,
  withPattern,
} from './rota-draft.ts';

const TEAM_LETTERS = ['a', 'b', 'c', 'd'] as const;
const PATTERNS: readonly PatternKind[] = [
  ...SHIFTS.map((shift): PatternKind => ({ kind: 'fixed', shift })),
  ...TEAMS.map((team): PatternKind => ({ kind: 'team', team })),
  ...SHIFTS.map((shift): PatternKind => ({ kind: 'week', shift })),
  { kind: 'own' },
];

/** The brigade of a unit, its pattern and the day from which it counts. What was touched stays until it is saved, whatever others do. */
export function RotaForm(props: { unit: Unit; units: readonly Unit[]; mayEdit: boolean }) {
  const { t } = useTranslation();
  const name = useName();
  const { unit, units, mayEdit } = props;
  const [mine, setMine] = useState<RotaDraft | null>(null);
  const saving = useSaveRota(() => setMine(null));
  const held = draftOf(unit.properties);
  const draft = mine ?? held;
  const brigades = units.filter(({ id, properties }) => properties.kind === 'brigade' && id !== unit.id);
  const kind = patternKind(draft);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (mine) saving.mutate({ unit, draft: mine });
  };
  const isStale = saving.error instanceof ApiError && saving.error.problem.code === 'version_stale';
  return (
    <form
      className="rota-form"
      aria-label={t('duty.rotaOf', { code: unit.properties.code })}
      onSubmit={submit}
    >
      <h3>{t('duty.rotaOf', { code: `${unit.properties.code} ${name(unit.properties)}` })}</h3>
      <fieldset disabled={!mayEdit || saving.isPending}>
        {unit.properties.kind === 'squad' ? (
          <label>
            {t('duty.brigade')}
            <select
              value={draft.brigadeId ?? ''}
              onChange={({ target }) => {
                const brigade = brigades.find(({ id }) => id === target.value);
                setMine(withBrigade(draft, target.value || null, brigade?.properties));
              }}
            >
              <option value="">{t('duty.noBrigade')}</option>
              {brigades.map(({ id, properties }) => (
                <option key={id} value={id}>
                  {name(properties)}
                </option>
              ))}
            </select>
          </label>
        ) : null}
        <label>
          {t('duty.patternOf')}
          <select
            value={patternValue(kind)}
            onChange={({ target }) => {
              const chosen = PATTERNS.find((one) => patternValue(one) === target.value);
              if (chosen) setMine(withPattern(draft, chosen));
            }}
          >
            {PATTERNS.map((pattern) => (
              <option key={patternValue(pattern)} value={patternValue(pattern)}>
                {pattern.kind === 'team'
                  ? t('duty.patterns.team', { team: t(`duty.team.${TEAM_LETTERS[pattern.team]}`) })
                  : pattern.kind === 'own'
                    ? t('duty.patterns.own')
                    : t(`duty.patterns.${pattern.kind}`, { shift: t(`shiftName.${pattern.shift}`) })}
              </option>
            ))}
          </select>
        </label>
        {draft.rota ? (
          <CycleField rota={draft.rota} onChange={(rota) => setMine({ ...draft, rota })} />
        ) : null}
      </fieldset>
      {mine && isStale ? <p className="tone-warn">{t('duty.changedMeanwhile')}</p> : null}
      <ProblemNote error={isStale ? null : saving.error} />
      {mine && mayEdit ? (
        <div className="button-row">
          <button type="submit" className="button primary" disabled={saving.isPending}>
            {t(isStale ? 'duty.saveAnyway' : 'app.save')}
          </button>
          <button
            type="button"
            className="button"
            onClick={() => {
              setMine(null);
              saving.reset();
            }}
          >
            {t('app.cancel')}
          </button>
        </div>
      ) : null}
    </form>
  );
}

interface Order {
  unit: Unit;
  draft: RotaDraft;
}

/** Saves on the newest version that this page has read; when somebody was faster it is read, and a second press saves on that. */
function useSaveRota(onSaved: () => void) {
  const { t } = useTranslation();
  return useMutation({
    mutationFn: async ({ unit, draft }: Order) => {
      const known = knownFeature('units', unit.id);
      const base = known && known.properties.version > unit.properties.version ? known : unit;
      const before = draftOf(base.properties);
      return { saved: await patchFeature('units', base, draftChanges(before, draft)), before };
    },
    onSuccess: ({ saved, before }) => {
      onSaved();
      offerUndo(`${saved.properties.code} · ${t('duty.patternOf')}`, async () => {
        const now = await latestFeature('units', saved.id);
        if (Object.keys(draftChanges(draftOf(now.properties), draftOf(saved.properties))).length > 0)
          return false;
        await patchFeature('units', now, draftChanges(draftOf(now.properties), before));
        return true;
      });
    },
    onError: (_, { unit }) => void latestFeature('units', unit.id),
  });
}
