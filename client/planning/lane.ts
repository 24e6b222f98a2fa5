import type { Editor } from '../../core/contract/draft.ts';

/** Numbers that one operation may need. */
const ROOM = 512;

/** The numbers that this page may give to new nodes and arcs; those beyond its end are somebody else's. */
export class Lane {
  readonly editorId: string;
  readonly #end: number;
  /** From here on they are free. */
  next: number;

  constructor({ editorId, first, end }: Editor) {
    this.editorId = editorId;
    this.next = first;
    this.#end = end;
  }

  get hasRoom(): boolean {
    return this.next + ROOM <= this.#end;
  }
}
