/** One event of a `text/event-stream` (WHATWG HTML, section 9.2). */
export interface StreamEvent {
  event: string;
  data: string;
  /** The last id seen up to this event, '' before the first. */
  id: string;
}

/** Feed it the text of a stream, in pieces of any size; it calls back for each event, and for each comment that keeps the line warm. */
export function eventStreamParser(onEvent: (event: StreamEvent) => void): (text: string) => void {
  let rest = '';
  let event = '';
  let data: string[] = [];
  let id = '';
  const line = (text: string): void => {
    if (text === '') {
      if (data.length > 0) onEvent({ event: event || 'message', data: data.join('\n'), id });
      event = '';
      data = [];
      return;
    }
    const colon = text.indexOf(':');
    const field = colon < 0 ? text : text.slice(0, colon);
    const value = colon < 0 ? '' : text.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') event = value;
    else if (field === 'data') data.push(value);
    else if (field === 'id' && !value.includes('\0')) id = value;
  };
  return (text) => {
    rest += text;
    // A lone \r at the end may be the first half of \r\n: it waits for the next piece.
    for (;;) {
      const end = rest.search(/\r\n|\n|\r(?!$)/);
      if (end < 0) return;
      const found = rest.slice(0, end);
      rest = rest.slice(end + (rest.startsWith('\r\n', end) ? 2 : 1));
      line(found);
    }
  };
}
