// Two SDKs that people already have, used as they are: one interface over both, so that each test runs with either.
import { Analytics as SegmentAnalytics } from '@segment/analytics-node'
import RudderAnalytics from '@rudderstack/rudder-sdk-node'

export const CALLS = ['identify', 'track', 'page', 'screen', 'group', 'alias'] as const
export type Call = (typeof CALLS)[number]

/** One call as the test means it; the SDK makes a message of it. */
export interface Message {
  readonly call: Call
  readonly messageId: string
  readonly userId: string
  /** Something to recognise it by: in the traits, or in the properties. */
  readonly mark: string
}

export interface Sdk {
  /** Hands the message over; gives the error that the SDK reports for it in the end, or `undefined` when it was delivered. */
  send(message: Message): Promise<unknown>
  /** What the SDK told its error listener, besides the callbacks. */
  readonly reported: readonly unknown[]
  close(): Promise<void>
}

export interface SdkOptions {
  readonly address: string
  readonly writeKey: string
  /** Messages per request. */
  readonly flushAt: number
  readonly timeoutMillis: number
}

/** More than any test needs. */
const RETRIES = 12
const FLUSH_INTERVAL = 100

export const SDKS = { segment: segmentSdk, rudderstack: rudderSdk } satisfies Readonly<Record<string, (options: SdkOptions) => Sdk>>

function segmentSdk({ address, writeKey, flushAt, timeoutMillis }: SdkOptions): Sdk {
  const analytics = new SegmentAnalytics({ writeKey, host: address, flushAt, flushInterval: FLUSH_INTERVAL, maxRetries: RETRIES, httpRequestTimeout: timeoutMillis })
  const reported: unknown[] = []
  analytics.on('error', (error) => reported.push(error))
  return { send: (message) => say(analytics, message), reported, close: () => analytics.closeAndFlush() }
}

function rudderSdk({ address, writeKey, flushAt, timeoutMillis }: SdkOptions): Sdk {
  const reported: unknown[] = []
  const analytics = new RudderAnalytics(writeKey, {
    dataPlaneUrl: address,
    flushAt,
    flushInterval: FLUSH_INTERVAL,
    logLevel: 'none',
    retryCount: RETRIES,
    // Without clarifyTimeoutError axios reports its own timeouts as cancellations, which the SDK does not retry.
    axiosConfig: { timeout: timeoutMillis, transitional: { clarifyTimeoutError: true } },
    axiosRetryConfig: { retryDelay: () => 100, shouldResetTimeout: true },
    errorHandler: (error: unknown) => void reported.push(error),
  })
  return { send: (message) => say(analytics, message), reported, close: () => analytics.flush() }
}

type Say<Fields> = (message: { readonly userId: string; readonly messageId: string } & Fields, done: (error?: unknown) => void) => unknown
type Marked = { readonly mark: string }

/** What both have in common. The callbacks' types of both say less than they give. */
interface Vocabulary {
  identify: Say<{ traits: Marked }>
  track: Say<{ event: string; properties: Marked }>
  page: Say<{ name: string; properties: Marked }>
  screen: Say<{ name: string; properties: Marked }>
  group: Say<{ groupId: string; traits: Marked }>
  alias: Say<{ previousId: string }>
}

function say(sdk: Vocabulary, { call, mark, userId, messageId }: Message): Promise<unknown> {
  const who = { userId, messageId }
  return new Promise((resolve) => {
    if (call === 'identify') sdk.identify({ ...who, traits: { mark } }, resolve)
    else if (call === 'track') sdk.track({ ...who, event: 'Marked', properties: { mark } }, resolve)
    else if (call === 'page') sdk.page({ ...who, name: 'Marked page', properties: { mark } }, resolve)
    else if (call === 'screen') sdk.screen({ ...who, name: 'Marked screen', properties: { mark } }, resolve)
    else if (call === 'group') sdk.group({ ...who, groupId: 'g1', traits: { mark } }, resolve)
    else sdk.alias({ ...who, previousId: `before-${userId}` }, resolve)
  })
}
