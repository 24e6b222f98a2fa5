import { emptyIncidentColumns, type IncidentColumns } from '../../core/columns/incident-columns.ts';
import { IncidentTable } from '../../core/columns/incident-table.ts';
import type { IncidentChunk } from '../../core/contract/incident-chunk.ts';
import type { FetchedChunk } from './fetch-history.ts';

type Stretch = Pick<IncidentChunk, 'key' | 'from' | 'version'>;
type HeldStretch = Stretch & { rows: number };

/** The stretches of the history in one table, each replaced when it changed. */
export class HeldHistory {
  readonly table: IncidentTable;
  readonly zone: string;
  #stretches: HeldStretch[] = [];

  constructor(zone: string) {
    this.table = new IncidentTable(zone);
    this.zone = zone;
  }

  /** Those of `wanted` that are not held as they are. */
  missing<S extends Stretch>(wanted: readonly S[]): S[] {
    const held = new Map(this.#stretches.map(({ key, version }) => [key, version]));
    return wanted.filter(({ key, version }) => held.get(key) !== version);
  }

  /** Whether something is held that is not among `wanted`. */
  hasOthers(wanted: readonly Stretch[]): boolean {
    const keys = new Set(wanted.map(({ key }) => key));
    return this.#stretches.some(({ key }) => !keys.has(key));
  }

  /** Holds just the stretches `wanted`, in order of time, from now on; `fetched` has what was missing of them, by key. */
  take(wanted: readonly Stretch[], fetched: ReadonlyMap<string, FetchedChunk>): void {
    const before = [...this.#stretches];
    const next: HeldStretch[] = [];
    let at = 0;
    const put = (removed: number, columns: IncidentColumns): void => {
      this.table.replace(at, removed, columns);
      at += columns.count;
    };
    for (const stretch of wanted) {
      while (before[0] && before[0].key !== stretch.key && before[0].from < stretch.from)
        put(before.shift()?.rows ?? 0, NOTHING);
      const same = before[0]?.key === stretch.key ? before.shift() : undefined;
      const fresh = fetched.get(stretch.key);
      if (fresh) put(same?.rows ?? 0, fresh.columns);
      else at += same?.rows ?? 0;
      next.push({
        key: stretch.key,
        from: stretch.from,
        version: fresh?.version ?? stretch.version,
        rows: fresh?.columns.count ?? same?.rows ?? 0,
      });
    }
    for (const { rows } of before) put(rows, NOTHING);
    this.#stretches = next;
  }
}

const NOTHING = emptyIncidentColumns(0);
