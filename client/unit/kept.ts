import type { Session } from '../../core/contract/account.ts';
import type { PositionFix } from '../../core/contract/unit.ts';
import type { UnitDuty } from '../../core/contract/unit-duty.ts';
import type { QueuedAct } from './act.ts';

export type KeptStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** What the server told last; where two pages of an account write it, the later one stays. */
export interface Told {
  session: Pick<Session, 'account' | 'demo' | 'timeZone'> | null;
  duty: UnitDuty | null;
  /** When a position was received last, ISO 8601 UTC. */
  fixSentAt: string | null;
  /** From this device's clock to the server's. */
  offsetMs: number;
}

/** A code that was read at a place when no unit was signed in here: when, by this device, and its name as an act. */
export interface KeptCode {
  id: string;
  code: string;
  atMs: number;
}

/** Which account was here last; what belongs to each lies under its id. */
const LAST_KEY = 'jingwei.unit';
const CODE_KEY = `${LAST_KEY}.code`;

/**
 * What outlives the page, for all pages of an account on this device: each act lies under a name of its own, and so do the positions that each page
 * has to send, so that no page writes over what another one noted.
 */
export class KeptStore {
  readonly #storage: KeptStorage;
  /** Name of this page among those of the device. */
  readonly #page: string;

  constructor(storage: KeptStorage, page: string) {
    this.#storage = storage;
    this.#page = page;
  }

  lastAccount(): string | null {
    return this.#storage.getItem(LAST_KEY);
  }

  told(accountId: string): Partial<Told> {
    return this.#read<Partial<Told>>(`${LAST_KEY}.${accountId}`) ?? {};
  }

  keepTold(accountId: string, told: Told): void {
    this.#storage.setItem(LAST_KEY, accountId);
    this.#storage.setItem(`${LAST_KEY}.${accountId}`, JSON.stringify(told));
  }

  /** In the order in which they were done. */
  acts(accountId: string): QueuedAct[] {
    return this.#names(actName(accountId, ''))
      .flatMap((name) => this.#read<QueuedAct>(name) ?? [])
      .sort((a, b) => (a.doneAt < b.doneAt ? -1 : a.doneAt > b.doneAt ? 1 : a.id < b.id ? -1 : 1));
  }

  act(accountId: string, id: string): QueuedAct | undefined {
    return this.#read<QueuedAct>(actName(accountId, id));
  }

  keepAct(accountId: string, act: QueuedAct): void {
    this.#storage.setItem(actName(accountId, act.id), JSON.stringify(act));
  }

  dropAct(accountId: string, id: string): void {
    this.#storage.removeItem(actName(accountId, id));
  }

  keepFixes(accountId: string, fixes: readonly PositionFix[]): void {
    const name = fixesName(accountId, this.#page);
    if (fixes.length > 0) this.#storage.setItem(name, JSON.stringify(fixes));
    else this.#storage.removeItem(name);
  }

  /** Positions that this page has to send from now on: those of pages that are gone, too. A page that is still there sends its own again, which changes nothing. */
  takeOverFixes(accountId: string): PositionFix[] {
    const names = this.#names(fixesName(accountId, ''));
    const fixes = names.flatMap((name) => this.#read<PositionFix[]>(name) ?? []);
    for (const name of names) this.#storage.removeItem(name);
    const own = [...new Map(fixes.map((fix) => [fix.fixAt, fix])).values()].sort((a, b) =>
      a.fixAt < b.fixAt ? -1 : 1,
    );
    this.keepFixes(accountId, own);
    return own;
  }

  code(): KeptCode | null {
    return this.#read<KeptCode>(CODE_KEY) ?? null;
  }

  keepCode(code: KeptCode | null): void {
    if (code) this.#storage.setItem(CODE_KEY, JSON.stringify(code));
    else this.#storage.removeItem(CODE_KEY);
  }

  /** Forgets all of an account, and that it was here. */
  forget(accountId: string | undefined): void {
    this.#storage.removeItem(LAST_KEY);
    if (accountId === undefined) return;
    for (const name of this.#names(`${LAST_KEY}.${accountId}`)) this.#storage.removeItem(name);
  }

  #names(beginning: string): string[] {
    const all = Array.from({ length: this.#storage.length }, (_, i) => this.#storage.key(i));
    return all.filter((name) => name?.startsWith(beginning)) as string[];
  }

  #read<T>(name: string): T | undefined {
    try {
      return (JSON.parse(this.#storage.getItem(name) ?? 'null') as T | null) ?? undefined;
    } catch {
      return undefined;
    }
  }
}

function actName(accountId: string, id: string): string {
  return `${LAST_KEY}.${accountId}.act.${id}`;
}

function fixesName(accountId: string, page: string): string {
  return `${LAST_KEY}.${accountId}.fixes.${page}`;
}
