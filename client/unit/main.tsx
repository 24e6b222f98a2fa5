import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/controls.css';
import './unit.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { codeOfLink, withoutCode } from '../../core/patrol/place-code.ts';
import { startWords } from '../ui/words/start-words.ts';
import { followLook, look } from './look.ts';
import { Phone } from './phone.ts';
import { ask } from './reply.ts';
import { UnitPage } from './unit-page.tsx';
import { unitWords } from './unit-words.ts';

await startWords(look.get().language, unitWords);
followLook();

/** Where the page is not secure (plain http in a test network) the browser makes no UUID. */
function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}

const phone = new Phone({
  send: ask,
  storage: localStorage,
  clock: Date.now,
  newId,
  page: newId(),
});

// Only other pages are told of by this event.
window.addEventListener('storage', () => phone.heedOthers());

// The camera of the phone opened a picture that hangs at a place. Its code goes from the address: a page that is loaded again checks nobody in anew.
const code = codeOfLink(location.search);
if (code !== null) {
  const { href, search } = location;
  history.replaceState(null, '', href.replace(search, withoutCode(search)));
  void phone.checkIn(code);
}

const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');
createRoot(root).render(
  <StrictMode>
    <UnitPage phone={phone} />
  </StrictMode>,
);
if (import.meta.env.PROD && 'serviceWorker' in navigator)
  void navigator.serviceWorker.register('/unit-worker.js', { scope: '/unit' });
