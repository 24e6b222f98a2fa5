import { useRef } from 'react';

/** The Idempotency-Key of a form: the same for the same content however often it is sent, a new one for another. */
export function useOnceKey(): (content: unknown) => string {
  const sent = useRef({ content: '', key: '' });
  return (content) => {
    const text = JSON.stringify(content);
    if (text !== sent.current.content) sent.current = { content: text, key: crypto.randomUUID() };
    return sent.current.key;
  };
}
