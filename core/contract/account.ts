import { z } from 'zod';
import { ACCOUNT_ROLES } from '../vocabulary.ts';
import { AreaCode, Id, Name } from './common.ts';

/** A staff account. `scopeCode` bounds everything it can see or change; `unitId`: the unit of an account whose role is `unit`, else null. */
export const Account = z
  .object({
    id: z.string(),
    login: z.string(),
    displayName: Name,
    role: z.enum(ACCOUNT_ROLES),
    scopeCode: AreaCode,
    unitId: Id.nullable(),
    disabled: z.boolean(),
    version: z.int(),
  })
  .meta({ id: 'Account' });
export type Account = z.infer<typeof Account>;

export const AccountInput = z.object({
  login: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,39}$/, 'a login has 2 to 40 of a-z 0-9 . _ -'),
  displayName: Name,
  role: z.enum(ACCOUNT_ROLES),
  scopeCode: AreaCode,
  /** Of an account whose role is `unit`; its area must hold the unit's home area. */
  unitId: Id.nullable().default(null),
  password: z.string().min(8).max(200),
});
export type AccountInput = z.infer<typeof AccountInput>;

export const SignIn = z.object({ login: z.string().max(40), password: z.string().max(200) });
export type SignIn = z.infer<typeof SignIn>;

export const DemoSignIn = z.object({ role: z.enum(ACCOUNT_ROLES) });

/** Who is signed in and what the deployment is. */
export const Session = z
  .object({
    account: Account.omit({ disabled: true, version: true }),
    /** A synthetic city: marked DEMO everywhere. */
    demo: z.boolean(),
    /** Whether live data come from the simulator. */
    simulated: z.boolean(),
    cityCode: z.string(),
    cityNameZh: z.string(),
    cityNameEn: z.string(),
    timeZone: z.string(),
    /** The plan in force. */
    planId: z.string().nullable(),
    /** The server's time: whoever shows ages or asks for times goes by it. */
    now: z.string(),
    expiresAt: z.string(),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof Session>;

/** What `GET /api/session` answers: the session, or that nobody is signed in. */
export const SessionState = z.union([Session, z.object({ account: z.null() }).meta({ id: 'NoSession' })]);
export type SessionState = z.infer<typeof SessionState>;
