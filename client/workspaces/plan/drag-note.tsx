import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { polygonsAreaM2 } from '../../../core/geometry/metres.ts';
import { measuresOf, type WorkloadMeasure } from '../../../core/plan/workload/workload.ts';
import { draftSession } from '../../planning/draft-session.ts';
import { type DragNote, dragNote } from '../../planning/drag-note.ts';
import { figuresStore } from '../../planning/figures-store.ts';
import { gridLabel } from '../../planning/grid-label.ts';
import { usePlanning } from '../../planning/planning.ts';
import { surfacesOf } from '../../planning/surfaces.ts';
import { viewStore } from '../../state/view.ts';
import { formatArea, formatDistance } from '../../ui/format.ts';
import { reasonText } from '../../ui/reason-text.ts';
import { changeText, measureText } from './measure-text.ts';

/** Beside the pointer: what a drag or a drawing comes to for the grids on both sides, or why it can not be. */
export function DragNoteView() {
  const { t } = useTranslation();
  const note = useSyncExternalStore(dragNote.subscribe, dragNote.get);
  const measure = usePlanning((state) => state.measure);
  if (!note) return null;
  const { x, y, refusal, metres } = note;
  return (
    <div
      className={`drag-note ${refusal ? 'refused' : ''}`}
      style={{ left: x + 18, top: y + 18 }}
      role="status"
    >
      <b>{formatDistance(metres)}</b>
      {refusal ? <p>{reasonText(t, refusal)}</p> : null}
      {gridsOf(note, measure).map(({ id, label, area, areaChange, value, change }) => (
        <p key={id}>
          <b>{label}</b> {area} <i>{areaChange}</i>
          {measure && measure !== 'areaKm2' && value !== null ? (
            <>
              {' · '}
              {measureText(t, measure, value)} <i>{changeText(measure, change)}</i>
            </>
          ) : null}
        </p>
      ))}
    </div>
  );
}

interface NotedGrid {
  id: string;
  label: string;
  area: string;
  areaChange: string;
  value: number | null;
  change: number | null;
}

const MOST_GRIDS = 4;

function gridsOf({ tried }: DragNote, measure: WorkloadMeasure | null): NotedGrid[] {
  const { plan } = draftSession.get();
  const figures = figuresStore.figures();
  const { now, things, names } = figuresStore.get();
  if (!tried || !plan || !figures) return [];
  const surfaces = surfacesOf(plan);
  return [...figures.tried(tried.plan, tried.grids.slice(0, MOST_GRIDS))].map(
    ([id, { polygons, carried }]) => {
      const area = polygonsAreaM2(polygons) / 1e6;
      const areaBefore = polygonsAreaM2(surfaces.get(id)?.polygons ?? []) / 1e6;
      const measures = carried && measuresOf(carried, things?.days ?? 1);
      const value = measure && measures ? measures[measure] : null;
      const before = measure ? (now.get(id)?.measures?.[measure] ?? 0) : null;
      return {
        id,
        label: gridLabel(tried.plan, id, names, viewStore.get().language),
        area: formatArea(area),
        areaChange: changeText('areaKm2', area - areaBefore),
        value,
        change: value === null || before === null ? null : value - before,
      };
    },
  );
}
