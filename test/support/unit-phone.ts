import type { Site, Visit } from './browser.ts';

/** Where the phone is. */
export const PHONE_PLACE = { longitude: 101.7782, latitude: 36.6171 };

/** The page of a unit on a phone that tells its place; nobody is signed in. */
export async function openPhone(site: Site): Promise<Visit> {
  return await site.open(null, '/unit', {
    width: 390,
    height: 844,
    prepare: async (page) => {
      await page.context().grantPermissions(['geolocation']);
      await page.context().setGeolocation(PHONE_PLACE);
    },
  });
}
