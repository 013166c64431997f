// The rules of an installation that has defined none, and those of logs from before there were rules to define.
import type { IdentityRules, LimitPeriod } from '@touchstone/vocabulary'

const PLACEHOLDERS = ['-1', 'null', 'nil', 'none', 'undefined', 'unknown', 'anonymous', 'guest', 'n/a', 'na', 'nan', 'true', 'false', 'test', 'user', 'userid', '[object object]', '(null)', 'void', 'email', 'default', 'invalid']

const NO_LIMIT = { most: 1_000_000, per: 'ever' as LimitPeriod }

/**
 * What held before rules could be defined. A log that has none goes on with them up to its first `identity.rules` record, so
 * that a replay of it links what it linked before. Never change it.
 */
export const FIRST_RULES: IdentityRules = {
  // Nothing but zeros and dashes: an empty value, a zeroed UUID or device id.
  blocked: [{ values: PLACEHOLDERS, patterns: ['[0-]*'] }],
  limits: { user_id: { most: 1, per: 'ever' }, '*': NO_LIMIT },
  priority: ['user_id', 'email', '*', 'anonymous_id'],
  devices: ['anonymous_id'],
  shared: [],
  caps: { merges: 100, identifiers: 1000 },
  hold: { shared: null, weaker: null, identifiers: null, types: {}, growth: null },
}

/** Types that name a device or a browser, those that live longest first; SDKs give them by themselves. */
const DEVICES = ['android.id', 'ios.id', 'android.idfa', 'ios.idfa', 'idfa', 'android.push_token', 'ios.push_token', 'push_token', 'cross_domain_id', 'ga_client_id', 'anonymous_id']

/** What a new installation starts with, as its version 1; staff change it from there. */
export const DEFAULT_RULES: IdentityRules = {
  blocked: [
    { values: PLACEHOLDERS, patterns: ['[+]?[0-]*'] },
    { type: 'email', values: [], patterns: ['(null|nil|none|undefined|unknown|anonymous|guest|no-?reply|do-?not-?reply|no-?e?mail)@.*'] },
    // One digit over and over, and counting up.
    { type: 'phone', values: [], patterns: ['[+]?(1+|2+|3+|4+|5+|6+|7+|8+|9+)', '[+]?0?123456789?0?'] },
  ],
  limits: {
    user_id: { most: 1, per: 'ever' },
    // People change these, slowly.
    email: { most: 5, per: 'year' },
    phone: { most: 5, per: 'year' },
    // Browsers and apps make these anew.
    ...Object.fromEntries(DEVICES.map((type) => [type, { most: 5, per: 'week' as LimitPeriod }])),
    '*': { most: 5, per: 'ever' },
  },
  // Devices are shared and people are not.
  priority: ['user_id', 'email', '*', ...DEVICES],
  // Families share a number, and numbers get new owners.
  shared: ['phone'],
  devices: DEVICES,
  caps: { merges: 100, identifiers: 1000 },
  hold: { shared: 0, weaker: 1, identifiers: 50, types: {}, growth: { most: 20, per: 'day' } },
}
