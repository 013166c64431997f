import { DAY, HOUR, MINUTE } from '@touchstone/base'
import { lateOrderOf } from '../cast.ts'
import type { DemoFact, Part } from '../model.ts'

const TOPICS = ['invoice', 'wrong item', 'return', 'question about a product'] as const
const WAYS = ['phone', 'chat', 'email'] as const
const DAYS = 27

/**
 * Contacts with support and how long the answer took. The role `slow-answer` waited over a day, twice. Whoever was
 * `made-good` was called within hours of the late parcel; the `let-down` were not.
 */
export const support: Part = {
  name: 'support',
  *facts(persona, calendar, chance): Generator<DemoFact> {
    const { id, role, bought } = persona
    const contact = function* (at: number, topic: string, hours: number): Generator<DemoFact> {
      const way = chance.pick(WAYS)
      yield { at, channel: 'support', type: 'track', event: 'Support Requested', userId: id, properties: { topic, way } }
      yield { at: at + hours * HOUR, channel: 'support', type: 'track', event: 'Support Answered', userId: id, properties: { topic, way, wait_hours: Math.round(hours * 10) / 10 } }
    }
    if (role === 'slow-answer') {
      for (const days of [chance.between(16, 24), chance.between(7, 13)]) yield* contact(calendar.daysAgo(days), chance.pick(TOPICS), chance.between(26, 60))
    } else if (role === 'made-good') {
      const late = bought.find((order) => order.id === lateOrderOf(persona, calendar.now))!
      // The parcel was due after three days; it is the shop that calls.
      const at = late.at + 4 * DAY + chance.whole(10, 300) * MINUTE
      yield { at, channel: 'support', type: 'track', event: 'Support Called', userId: id, properties: { topic: 'late parcel', way: 'phone' } }
    } else if (role !== 'quiet-loyal' && role !== 'let-down' && chance.happens(0.15)) {
      yield* contact(calendar.daysAgo(chance.between(2, DAYS)), chance.pick(TOPICS), chance.happens(0.1) ? chance.between(25, 40) : chance.between(0.2, 9))
    }
  },
}
