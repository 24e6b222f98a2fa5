import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/client.ts';
import { App } from './app.tsx';
import { viewStore } from './state/view.ts';
import { followAppearance } from './ui/appearance.ts';
import { startWords } from './ui/words/words.ts';

followAppearance();
await startWords(viewStore.get().language);

const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
);
