/** What can be asked in Analyse: where is it dense, significant, what clusters are new, where is it changing, what is to be expected? */
export const ANALYSIS_QUESTIONS = ['dense', 'significant', 'new', 'changing', 'expected'] as const;
export type AnalysisQuestionName = (typeof ANALYSIS_QUESTIONS)[number];
