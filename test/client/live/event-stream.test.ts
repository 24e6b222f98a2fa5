import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventStreamParser, type StreamEvent } from '../../../client/live/event-stream.ts';

function parse(pieces: readonly string[]): StreamEvent[] {
  const events: StreamEvent[] = [];
  const feed = eventStreamParser((event) => events.push(event));
  for (const piece of pieces) feed(piece);
  return events;
}

const anyEvent = fc.record({
  event: fc.constantFrom('change', 'positions', 'feeds', 'hello'),
  data: fc.array(
    fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\r\n]/g, '')),
    {
      minLength: 1,
      maxLength: 3,
    },
  ),
  id: fc.option(fc.nat().map(String)),
});

describe('the event stream', () => {
  it('reads the same events however the text is cut, with any kind of line end', () => {
    fc.assert(
      fc.property(
        fc.array(anyEvent, { maxLength: 8 }),
        fc.constantFrom('\n', '\r\n'),
        fc.array(fc.nat({ max: 400 }), { maxLength: 10 }),
        (events, end, cuts) => {
          const text = events
            .map(({ event, data, id }) =>
              [
                ': warm',
                `event: ${event}`,
                ...(id === null ? [] : [`id: ${id}`]),
                ...data.map((line) => `data: ${line}`),
                '',
                '',
              ].join(end),
            )
            .join('');
          const at = [0, ...cuts.filter((cut) => cut < text.length).sort((a, b) => a - b), text.length];
          const pieces = at.slice(1).map((to, i) => text.slice(at[i], to));
          let lastId = '';
          const expected = events.map(({ event, data, id }) => {
            lastId = id ?? lastId;
            return { event, data: data.join('\n'), id: lastId };
          });
          expect(parse(pieces)).toEqual(expected);
        },
      ),
    );
  });

  it('ignores comments and events without data', () => {
    expect(parse([':\n\n', 'event: change\nid: 4\n\n', 'data:x\n\n'])).toEqual([
      { event: 'message', data: 'x', id: '4' },
    ]);
  });

  it('keeps an unfinished event back', () => {
    expect(parse(['event: change\ndata: {"a":1}\n'])).toEqual([]);
  });
});
