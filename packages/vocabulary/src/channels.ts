// The channel that a fact came by: where the person met the company. The table is here, in full; docs/accounts-and-places.md
// repeats it for senders. Where nothing says, there is none: a fact that a server sent may be about anything.
import type { FactType } from './fact.ts'

export const CHANNELS = ['web', 'mobile', 'email', 'sms', 'push', 'chat', 'social', 'call-centre', 'in-store'] as const
export type Channel = (typeof CHANNELS)[number]

/** Words for each, as they are compared: lower case, letters and digits only. */
const WORDS: Readonly<Record<Channel, string>> = {
  web: 'web website browser site webapp',
  mobile: 'mobile app mobileapp android ios phoneapp',
  email: 'email mail newsletter',
  sms: 'sms textmessage mms',
  push: 'push pushnotification webpush',
  chat: 'chat livechat webchat messenger whatsapp chatbot',
  social: 'social socialmedia facebook instagram twitter tiktok linkedin',
  'call-centre': 'callcentre callcenter contactcentre contactcenter phone telephone voice ivr call',
  'in-store': 'instore store pos pointofsale till retail branch shop kiosk',
}

const NAMED: ReadonlyMap<string, Channel> = new Map(CHANNELS.flatMap((channel) => WORDS[channel].split(' ').map((word) => [word, channel] as const)))

/** Words that say who sent a fact, not where the person was. */
const SENDERS: ReadonlySet<string> = new Set(['server', 'client', 'backend', 'api', 'http', 'batch', 'import', 'sources', 'source', 'cloud', 'warehouse', 'unknown', 'none', 'other', 'direct', ''])

/** Event names of the field's specifications begin with these. */
const EVENTS: readonly (readonly [prefix: string, channel: Channel])[] = [['Email ', 'email'], ['SMS ', 'sms'], ['Push Notification ', 'push'], ['Live Chat ', 'chat']]

/** What SDKs call themselves, in lower case. Those of servers are not here. */
const LIBRARIES: ReadonlyMap<string, Channel> = new Map([
  ...['analytics.js', 'rudderlabs javascript sdk'].map((name) => [name, 'web'] as const),
  ...[
    'analytics-android', 'analytics-kotlin', 'analytics-ios', 'analytics-swift', 'analytics-react-native', '@segment/analytics-react-native', 'analytics_flutter',
    'com.rudderstack.android.sdk.core', 'rudder-ios-library',
  ].map((name) => [name, 'mobile'] as const),
])

const HANDHELD: ReadonlySet<string> = new Set(['android', 'ios', 'ipados', 'iphoneos', 'mobile', 'phone', 'tablet', 'smartphone'])

/** What a fact has that may tell its channel; whatever is no text says nothing. */
export interface ChannelSigns {
  readonly type: FactType
  readonly event: string
  /** `context.channel`. */
  readonly said: unknown
  /** `channel` beside the event, where it says who sends as often as where the person is. */
  readonly sender: unknown
  readonly library: unknown
  readonly deviceType: unknown
  readonly system: unknown
  readonly hasPage: boolean
  /** `context.campaign.medium`. */
  readonly medium: unknown
}

/**
 * What is said in `context.channel` holds, also a word of the sender's own (`kiosk-7`); then `channel` beside the event, the
 * event's name, the library, a handheld device, a page, and at last the medium of the campaign that led here.
 */
export function channelOf(signs: ChannelSigns): string | undefined {
  const said = ownWord(signs.said) ?? channelNamed(signs.sender)
  if (said !== undefined) return said
  for (const [prefix, channel] of EVENTS) if (signs.event.startsWith(prefix)) return channel
  const library = typeof signs.library === 'string' && signs.library.length <= 64 ? LIBRARIES.get(signs.library.toLowerCase()) : undefined
  if (library !== undefined) return library
  if (signs.type === 'screen' || isHandheld(signs.deviceType) || isHandheld(signs.system)) return 'mobile'
  if (signs.type === 'page' || signs.hasPage) return 'web'
  return channelNamed(signs.medium)
}

/** The channel that a word is one of the names of. */
export function channelNamed(word: unknown): Channel | undefined {
  return typeof word === 'string' && word.length <= 64 ? NAMED.get(comparable(word)) : undefined
}

function ownWord(word: unknown): string | undefined {
  if (typeof word !== 'string' || word.length > 64) return undefined
  const named = channelNamed(word)
  if (named !== undefined || SENDERS.has(comparable(word))) return named
  // Letters, digits and dashes: nothing that could be about a person.
  return /^[\p{L}\p{N}][\p{L}\p{N} _-]*$/u.test(word) && !/\d{6}/.test(word) ? word.trim().toLowerCase() : undefined
}

function isHandheld(word: unknown): boolean {
  return typeof word === 'string' && word.length <= 20 && HANDHELD.has(comparable(word))
}

function comparable(word: string): string {
  return word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}
