/** '3.21', with a true minus; '–' for no score. */
export function formatZ(z: number): string {
  return Number.isNaN(z) ? '–' : z.toFixed(2).replace('-', '−');
}

/** '0.034', '<0.001'; '–' for none. */
export function formatP(p: number): string {
  return Number.isNaN(p) ? '–' : p < 0.001 ? '<0.001' : p.toFixed(3);
}
