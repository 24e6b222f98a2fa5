import { hash, randomBytes } from 'node:crypto';

/** SHA-256 of a session secret or bearer token: what the database keeps of it. */
export function hashSecret(secret: string): string {
  return hash('sha256', secret, 'hex');
}

/** 256 random bits, as text for a cookie or a bearer token, with their hash. */
export function newSecret(): { secret: string; secretHash: string } {
  const secret = randomBytes(32).toString('base64url');
  return { secret, secretHash: hashSecret(secret) };
}
