import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/dialogs.css';
import './styles/shell.css';
import './styles/command-bar.css';
import './styles/draft-list.css';
import { opensWithAnalysis, startEarly } from './analysis/analysis-thread.ts';

// What takes longest comes first: the rest of the page is fetched meanwhile.
if (opensWithAnalysis(location.search)) startEarly();
void import('./main.tsx');
