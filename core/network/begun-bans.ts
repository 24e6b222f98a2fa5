/** A banned way as far as it was gone: its first links, of which `link` is the last; the whole of it where `isBanned`. */
export interface BegunBan {
  link: number;
  /** Gone one link further. */
  next: Map<number, BegunBan>;
  /** The longest of the others that ends with the same links; undefined of the one of no links. */
  shorter: BegunBan | undefined;
  isBanned: boolean;
}

/** What of some banned ways can be begun without going the whole of one; shorter ones come first, and that of no links is `none`. */
export interface BegunBans {
  none: BegunBan;
  all: BegunBan[];
}

/**
 * The states in which banned ways, each of two or more links, may stand: the automaton that finds many words in one pass (Aho & Corasick 1975,
 * "Efficient string matching"), with links for letters.
 */
export function begunBans(ways: readonly (readonly number[])[]): BegunBans {
  const none = begun(-1);
  for (const way of ways) {
    let at = none;
    for (const link of way) {
      const next = at.next.get(link) ?? begun(link);
      at.next.set(link, next);
      at = next;
    }
    at.isBanned = true;
  }
  const all: BegunBan[] = [];
  for (const first of none.next.values()) {
    first.shorter = none;
    all.push(first);
  }
  for (const at of all)
    for (const [link, next] of at.next) {
      next.shorter = goneOn(at.shorter, link) ?? none;
      next.isBanned ||= next.shorter.isBanned;
      if (!next.isBanned) all.push(next);
    }
  return { none, all };
}

function begun(link: number): BegunBan {
  return { link, next: new Map(), shorter: undefined, isBanned: false };
}

/** What is begun after one link more; undefined: nothing. */
export function goneOn(from: BegunBan | undefined, link: number): BegunBan | undefined {
  for (let at = from; at; at = at.shorter) {
    const next = at.next.get(link);
    if (next) return next;
  }
  return undefined;
}
