/** Why the server can not start, as one sentence with what to do; printed without a stack. */
export class StartFailure extends Error {}
