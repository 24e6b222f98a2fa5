import { CONTENTS, embeddedTemplate, postgresTemplate, testServerUrl } from './templates.ts';

/** Builds the templates before any test file copies one; without it the first that needs one does. `npm test` runs it. */
export async function setup(): Promise<void> {
  const url = testServerUrl();
  for (const content of CONTENTS) {
    await embeddedTemplate(content);
    await postgresTemplate(url, content);
  }
}
