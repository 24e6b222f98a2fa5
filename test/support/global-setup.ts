import { CONTENTS, embeddedTemplate, postgresTemplate, testServerUrl } from './templates.ts';

/** vitest globalSetup of the projects that use databases: builds the templates once, before any test file copies one. */
export async function setup(): Promise<void> {
  const url = testServerUrl();
  for (const content of CONTENTS) {
    await embeddedTemplate(content);
    await postgresTemplate(url, content);
  }
}
