/** What is reviewed: one incident, or [fromMs, toMs) in an area (milliseconds since 1970; null: the whole scope). */
export type ReviewSubject = { incidentId: string } | { fromMs: number; toMs: number; area: string | null };

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const CODE = /^\d{6}(\d{3}){0,3}$/;

/** As it stands in an address. */
export function encodeSubject(subject: ReviewSubject): string {
  if ('incidentId' in subject) return subject.incidentId;
  const { fromMs, toMs, area } = subject;
  const span = `${new Date(fromMs).toISOString()}~${new Date(toMs).toISOString()}`;
  return area === null ? span : `${span}~${area}`;
}

/** What a part of an address stands for; null when it makes no sense. */
export function decodeSubject(text: string | null): ReviewSubject | null {
  if (text === null) return null;
  if (ID.test(text)) return { incidentId: text };
  const [from = '', to = '', area = null] = text.split('~');
  const [fromMs, toMs] = [Date.parse(from), Date.parse(to)];
  if (!(fromMs < toMs) || (area !== null && !CODE.test(area))) return null;
  return { fromMs, toMs, area };
}
