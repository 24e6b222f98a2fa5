import type { Device } from '../../contract/device.ts';
import type { FeedAge } from '../../contract/live.ts';
import type { Condition } from '../alarm-record.ts';
import { freshnessOf, LOST_AFTER_INTERVALS } from '../freshness.ts';
import { holding, isoOf, keyOf, type RuleLook } from './rule.ts';

/**
 * Devices that are offline for longer than the limit of their kind. What was offline before the watch began (`watchingSinceMs`, the
 * first time ever) is known, not news, unless its alarm stands.
 */
export function deviceSilent(
  look: RuleLook<'device_silent'>,
  devices: Iterable<Device>,
  watchingSinceMs: number,
): Condition[] {
  const found: Condition[] = [];
  for (const { id, geometry, properties } of devices) {
    const { health, healthSince, kind, code: label, areaCode } = properties;
    const minutes = look.setting.limits.minutes[kind];
    if (health !== 'offline' || minutes === null) continue;
    const sinceMs = Date.parse(healthSince);
    const isKnown = sinceMs < watchingSinceMs && !look.held.has(keyOf('device_silent', id));
    if (isKnown || look.nowMs - sinceMs < minutes * 60_000) continue;
    const subject = { noun: 'devices', id, label, areaCode, place: geometry.coordinates } as const;
    const facts = { sinceAt: healthSince, limitSeconds: minutes * 60 };
    found.push(holding(look, subject, sinceMs + minutes * 60_000, facts));
  }
  return found;
}

/**
 * Feeds whose freshness is lost. One that was never heard has nothing to lose, and the time in which nobody listened (before
 * `listeningSinceMs`, the start of this process) counts as heard.
 */
export function feedSilent(
  look: RuleLook<'feed_silent'>,
  feeds: Iterable<FeedAge>,
  listeningSinceMs: number,
  cityCode: string,
): Condition[] {
  const found: Condition[] = [];
  for (const { feed, lastSeenAt, expectedIntervalSeconds } of feeds) {
    if (lastSeenAt === null) continue;
    const heardMs = Math.max(Date.parse(lastSeenAt), listeningSinceMs);
    if (freshnessOf((look.nowMs - heardMs) / 1000, expectedIntervalSeconds) !== 'lost') continue;
    const limitSeconds = LOST_AFTER_INTERVALS * expectedIntervalSeconds;
    const subject = { noun: 'feeds', id: feed, label: feed, areaCode: cityCode, place: null } as const;
    const facts = { lastSeenAt, sinceAt: isoOf(heardMs), limitSeconds };
    found.push(holding(look, subject, heardMs + limitSeconds * 1000, facts));
  }
  return found;
}
