import { codePrefix } from '../../core/contract/area-code.ts';
import type { IncidentPoints } from '../tiles/incident-points.ts';
import { digestOfRows } from './memory-columns.ts';

/** How many incidents a stretch of time holds for a scope, and a name of just these. */
export interface ChunkState {
  count: number;
  version: string;
}

interface Kept extends ChunkState {
  changes: number;
}

const MOST_KEPT = 20_000;

/** Versions of stretches of time, by what the incidents in memory are; gone through again only where something changed. */
export class ChunkVersions {
  readonly #kept = new WeakMap<IncidentPoints, Map<string, Kept>>();

  state(points: IncidentPoints, scopeCode: string, fromMs: number, toMs: number): ChunkState {
    const kept = this.#of(points);
    const prefix = codePrefix(scopeCode);
    const key = `${prefix}/${fromMs}/${toMs}`;
    const changes = points.changesIn(fromMs, toMs);
    const known = kept.get(key);
    if (known?.changes === changes) return known;
    const rows = points.between(fromMs, toMs, prefix);
    const version = `${rows.length.toString(36)}-${digestOfRows(points, rows)}`;
    const state = { count: rows.length, version, changes };
    if (kept.size > MOST_KEPT) kept.clear();
    kept.set(key, state);
    return state;
  }

  #of(points: IncidentPoints): Map<string, Kept> {
    let kept = this.#kept.get(points);
    if (!kept) {
      kept = new Map();
      this.#kept.set(points, kept);
    }
    return kept;
  }
}
