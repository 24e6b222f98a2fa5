import { decodeIncidentColumns, type IncidentColumns } from '../../core/columns/incident-columns.ts';
import type { IncidentChunk, IncidentChunks } from '../../core/contract/incident-chunk.ts';
import type { IncidentCubes } from '../../core/contract/incident-cube.ts';
import type { Told } from '../ui/problem-text.ts';

/** More would not fit beside the map; older incidents are left out then, and the page says so. */
const MOST_HELD = 2_000_000;
const AT_ONCE = 4;
const READING_MS = 500;
const UNREACHABLE: Told = { code: 'unreachable', detail: '' };

/** What the server, or the way to it, did not do. */
export class NotLoaded extends Error {
  readonly problem: Told;
  constructor(problem: Told) {
    super(problem.detail);
    this.problem = problem;
  }
}

export interface Index extends IncidentChunks {
  /** Incidents of the stretches that are left out. */
  leftOut: number;
}

/** The newest stretches of the history that can be held. */
export async function fetchIndex(): Promise<Index> {
  const index = (await (await get('/api/incidents/columns/chunks')).json()) as IncidentChunks;
  let [held, first] = [0, index.items.length];
  while (first > 0 && held + index.items[first - 1]!.count <= MOST_HELD) held += index.items[--first]!.count;
  return { ...index, items: index.items.slice(first), leftOut: index.total - held };
}

/** A stretch, and the version that it is of; '' if that is not known, because it changed meanwhile. */
export interface FetchedChunk {
  columns: IncidentColumns;
  version: string;
}

/** The columns of each stretch, in their order. `onEach` hears how many incidents came. */
export async function fetchChunks(
  chunks: readonly IncidentChunk[],
  onEach: (incidents: number) => void,
): Promise<FetchedChunk[]> {
  const fetched: FetchedChunk[] = new Array(chunks.length);
  let next = 0;
  const work = async (): Promise<void> => {
    for (let i = next++; i < chunks.length; i = next++) {
      const chunk = chunks[i]!;
      fetched[i] = await fetchChunk(chunk);
      onEach(chunk.count);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return fetched;
}

async function fetchChunk({ from, to, version }: IncidentChunk): Promise<FetchedChunk> {
  const response = await get(`/api/incidents/columns?${new URLSearchParams({ from, to, version })}`);
  const isAsAsked = response.headers.get('Cache-Control')?.includes('immutable');
  const columns = decodeIncidentColumns(new Uint8Array(await response.arrayBuffer()));
  return { columns, version: isAsAsked ? version : '' };
}

/** Who counts the incidents, and what there is of them; while the server reads them `onReading` hears how far it is. */
export async function fetchCubes(
  onReading: (reading: { read: number; total: number }) => void,
): Promise<IncidentCubes> {
  for (;;) {
    const cubes = (await (await get('/api/incidents/cubes')).json()) as IncidentCubes;
    if (!cubes.reading) return cubes;
    onReading(cubes.reading);
    await new Promise((resolve) => setTimeout(resolve, READING_MS));
  }
}

/** An answer of the API; throws NotLoaded. */
export async function get(path: string, signal?: AbortSignal): Promise<Response> {
  const response = await fetch(path, { credentials: 'same-origin', ...(signal && { signal }) }).catch(
    () => undefined,
  );
  if (!response) throw new NotLoaded(UNREACHABLE);
  if (response.ok) return response;
  const problem = (await response.json().catch(() => null)) as Told | null;
  throw new NotLoaded(problem ?? UNREACHABLE);
}
