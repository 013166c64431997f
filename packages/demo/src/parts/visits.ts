import { MINUTE } from '@touchstone/base'
import type { DemoFact, Part } from '../model.ts'
import { tripFacts } from '../trip.ts'

/** The ledger has a month. */
const DAYS = 29

/**
 * Visits of the web shop: one before each order that was not made in the app, up to its payment (the order itself is the
 * ledger's and real), and others that lead nowhere. A third of those come without signing in.
 */
export const visits: Part = {
  name: 'visits',
  *facts({ id, role, usesApp, bought }, calendar, chance): Generator<DemoFact> {
    if (role === 'quiet-loyal') return
    const device = { anonymousId: `demo-web-${id}` }
    const known = { ...device, userId: id }
    for (const { at } of usesApp ? [] : bought) {
      yield* tripFacts({ visitor: known, start: at - chance.whole(16, 40) * MINUTE, reach: 'payment', payment: 'succeeds' }, chance)
    }
    for (let left = chance.whole(0, 3); left > 0; left--) {
      const start = calendar.daysAgo(chance.between(0.02, DAYS))
      yield* tripFacts({ visitor: chance.happens(0.35) ? device : known, start, reach: chance.happens(0.3) ? 'cart' : 'look' }, chance)
    }
    if (role !== 'shipping-shock') return
    // The shipping price is the last thing they see.
    for (let left = chance.whole(1, 3); left > 0; left--) {
      yield* tripFacts({ visitor: known, start: calendar.daysAgo(chance.between(1, 20)), reach: 'checkout' }, chance)
    }
  },
}
