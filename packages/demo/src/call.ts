// A fact as one event of the public API. Everything invented carries `context.synthetic: true`; a messageId follows from
// what the fact is, so sending it again is the same message.
import type { Channel, DemoFact } from './model.ts'

/** An event of a batch call, and the channel whose source sends it. */
export interface Call {
  readonly at: number
  readonly channel: Channel
  readonly event: Readonly<Record<string, unknown>>
}

export function callOf(fact: DemoFact, messageId: string): Call {
  const { at, channel, type, event, userId, anonymousId, traits, properties, context } = fact
  const named = event === undefined ? {} : type === 'track' ? { event } : { name: event }
  return {
    at,
    channel,
    event: {
      type,
      messageId,
      ...named,
      ...(userId === undefined ? {} : { userId }),
      ...(anonymousId === undefined ? {} : { anonymousId }),
      originalTimestamp: new Date(at).toISOString(),
      ...(traits === undefined ? {} : { traits }),
      ...(properties === undefined ? {} : { properties }),
      context: { ...context, synthetic: true },
    },
  }
}
