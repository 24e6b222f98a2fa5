import type { View } from '../../state/view-state.ts';

/** Where a file of the incidents in filter and window is to be had. */
export function exportAddress(
  format: 'csv' | 'geojsonseq' | 'arrow',
  { types, priorities, statuses, nets, within }: View['filter'],
  { window, hours }: Pick<View['analyse'], 'window' | 'hours'>,
): string {
  const query = new URLSearchParams({ format });
  if (window) {
    query.set('from', new Date(window.fromMs).toISOString());
    query.set('to', new Date(window.toMs).toISOString());
  }
  const lists = { type: types, priority: priorities, status: statuses, net: nets, hours };
  for (const [name, values] of Object.entries(lists))
    if (values.length > 0) query.set(name, values.join(','));
  if (within) query.set('within', within);
  return `/api/incidents/export?${query}`;
}
