import { CONTENTS, embeddedTemplate, postgresTemplate, templateHash, testServerUrl } from './templates.ts';

/** vitest globalSetup of the projects that use databases: builds the templates once, before any test file copies one. */
export async function setup(): Promise<void> {
  const url = testServerUrl();
  const hash = templateHash();
  for (const content of CONTENTS) {
    await embeddedTemplate(hash, content);
    await postgresTemplate(url, hash, content);
  }
}
