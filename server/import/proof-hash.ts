import { createHash } from 'node:crypto';
import { certificateText } from '../../core/plan/certificate.ts';

/** The certificate of a plan: SHA-256 in hex of its certificate text. */
export function proofHash(grids: Parameters<typeof certificateText>[0]): string {
  return createHash('sha256').update(certificateText(grids)).digest('hex');
}
