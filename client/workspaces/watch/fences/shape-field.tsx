import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Surface } from '../../../../core/contract/geometry.ts';
import { countVertices } from '../../../../core/geometry/surface-problem.ts';
import { parseCoordinates } from '../../../../core/search/coordinates.ts';
import { areaQuery } from '../../../api/areas.ts';
import { type Corner, cornersOf, fenceDraft, surfaceOf } from '../../../state/fence-draft.ts';
import { useView } from '../../../state/view.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useName } from '../../../ui/named.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { closeDrawing, drawFence, takeCornerBack } from './draw-fence.ts';
import { useFenceDraft } from './use-fence-draft.ts';

/** Where a fence lies: drawn on the map, typed corner by corner, or taken from an area. */
export function ShapeField() {
  const { t } = useTranslation();
  const { surface, corners } = useFenceDraft();
  return (
    <fieldset className="field fence-shape">
      <legend>{t('fence.form.shape')}</legend>
      <div className="button-row">
        <button
          type="button"
          className="button"
          aria-pressed={corners !== null}
          onClick={() => void drawFence()}
        >
          <Icon name="pin" size={14} /> {t(surface ? 'fence.form.redraw' : 'fence.form.draw')}
        </button>
        <output className="muted">
          {surface
            ? t('fence.form.corners', { n: cornersOf(surface)?.length ?? countVertices(surface.coordinates) })
            : t('fence.form.none')}
        </output>
      </div>
      {corners ? <DrawingKeys corners={corners} /> : null}
      <TypedCorners surface={surface} />
      <FromArea />
    </fieldset>
  );
}

/** While somebody draws, the keys belong to the drawing. */
function DrawingKeys({ corners }: { corners: readonly Corner[] }) {
  const { t } = useTranslation();
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' && event.key !== 'Backspace') return;
      event.preventDefault();
      event.stopPropagation();
      if (event.key === 'Enter') closeDrawing();
      else takeCornerBack();
    };
    window.addEventListener('keydown', listen, true);
    return () => window.removeEventListener('keydown', listen, true);
  }, []);
  return (
    <p className="tone-warn" role="status">
      {t('fence.form.drawing')} · {t('fence.form.corners', { n: corners.length })}
    </p>
  );
}

/** The corners as text, for who does not draw. */
function TypedCorners({ surface }: { surface: Surface | null }) {
  const { t } = useTranslation();
  const id = useId();
  const known = textOf(surface);
  const [typed, setTyped] = useState<{ text: string; of: string } | null>(null);
  const text = typed && typed.of === known ? typed.text : known;
  const problem = typed && typed.of === known ? problemOf(typed.text) : undefined;
  const type = (value: string) => {
    const surfaceTyped = problemOf(value) ? undefined : surfaceOf(readCorners(value));
    setTyped({ text: value, of: surfaceTyped ? textOf(surfaceTyped) : known });
    if (surfaceTyped) fenceDraft.set({ surface: surfaceTyped });
  };
  return (
    <details>
      <summary>{t('fence.form.typed')}</summary>
      <textarea
        id={id}
        rows={5}
        aria-label={t('fence.form.typed')}
        aria-invalid={problem !== undefined}
        placeholder={'101.77820, 36.61710'}
        value={text}
        onChange={(event) => type(event.target.value)}
      />
      {problem ? (
        <span className="tone-warn" role="status">
          {problem === 'few' ? t('fence.form.typedFew') : t('fence.form.typedBad', { line: problem })}
        </span>
      ) : null}
    </details>
  );
}

function textOf(surface: Surface | null): string {
  return (cornersOf(surface) ?? []).map(([lng, lat]) => `${lng.toFixed(6)}, ${lat.toFixed(6)}`).join('\n');
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

function readCorners(text: string): Corner[] {
  return linesOf(text).flatMap((line): Corner[] => {
    const point = parseCoordinates(line);
    return point ? [[point.lng, point.lat]] : [];
  });
}

/** The first line that is no place, or that there are too few. */
function problemOf(text: string): number | 'few' | undefined {
  const lines = linesOf(text);
  const bad = lines.findIndex((line) => !parseCoordinates(line));
  if (bad >= 0) return bad + 1;
  return lines.length < 3 ? 'few' : undefined;
}

/** Takes the surface of an area: the one looked at, or any by its code. */
function FromArea() {
  const { t } = useTranslation();
  const name = useName();
  const queries = useQueryClient();
  const looked = useView((view) => view.area);
  const [code, setCode] = useState(looked ?? '');
  const [taken, setTaken] = useState<{ name: string; n: number } | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const take = async () => {
    setError(null);
    try {
      const { geometry, properties } = await queries.fetchQuery(areaQuery(code.trim()));
      if (geometry.type === 'Point') return;
      fenceDraft.set({ surface: geometry });
      setTaken({ name: name(properties), n: countVertices(geometry.coordinates) });
    } catch (problem) {
      setError(problem as Error);
    }
  };
  return (
    <details>
      <summary>{t('fence.form.area')}</summary>
      <div className="joined">
        <input
          inputMode="numeric"
          aria-label={t('fence.form.areaCode')}
          placeholder={t('fence.form.areaCode')}
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
        <button
          type="button"
          className="button"
          disabled={!/^\d{6}(\d{3}){0,3}$/.test(code.trim())}
          onClick={() => void take()}
        >
          {t('fence.form.areaTake')}
        </button>
      </div>
      {taken ? <span className="muted">{t('fence.form.areaTaken', taken)}</span> : null}
      <ProblemNote error={error} />
    </details>
  );
}
