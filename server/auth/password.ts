import { hash, verify } from '@node-rs/argon2';

// Argon2id, 19 MiB, 2 passes, 1 lane: OWASP's minimum for interactive sign-in.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
let dummy: Promise<string> | undefined;

/** An argon2id hash in PHC form. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/** Whether the password is right. Without a hash (unknown login) it takes as long and is false. */
export async function isPassword(
  password: string,
  passwordHash: string | null | undefined,
): Promise<boolean> {
  dummy ??= hashPassword('no account has this password');
  const right = await verify(passwordHash ?? (await dummy), password);
  return right && typeof passwordHash === 'string';
}
