import { Loaded } from '../../../../ui/loaded.tsx';
import { useOpenCodes } from './codes-open.ts';

const load = async () => (await import('./codes-dialog.tsx')).CodesDialog;

/** Where the codes lie open; their code, and that of the pictures, comes when it is needed. */
export function CodesHost() {
  return useOpenCodes() ? <Loaded load={load} fallback={null} /> : null;
}
