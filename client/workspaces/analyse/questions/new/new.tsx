import type { Question } from '../question.ts';
import { NewResults } from './new-results.tsx';
import { SettingsPanel } from './settings-panel.tsx';
import './new.css';

/** What clusters are new? A space-time scan, near repeats, and dense groups. */
export const NEW: Question = { key: 'new', Parameters: SettingsPanel, Results: NewResults };
