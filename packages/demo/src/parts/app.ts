import { MINUTE } from '@touchstone/base'
import type { DemoFact, Part } from '../model.ts'
import { tripFacts } from '../trip.ts'

/** When release 4.2.0 of the app came out. */
export const RELEASE_DAYS_AGO = 10
export const BEFORE_RELEASE = '4.1.3'
export const RELEASE = '4.2.0'

const DAYS = 29
/** Payments that fail for anybody, as they do everywhere. */
const ORDINARY_FAILURES = 0.03

/**
 * The app: sessions before orders, and others. Since release 4.2.0 the payment of people in Germany on Android times out,
 * every time; their later orders came by other ways.
 */
export const app: Part = {
  name: 'app',
  *facts({ id, role, phone, usesApp, bought }, calendar, chance): Generator<DemoFact> {
    if (!usesApp) return
    const visitor = { userId: id, anonymousId: `demo-app-${id}` }
    const releasedAt = calendar.daysAgo(RELEASE_DAYS_AGO)
    const appAt = (at: number) => ({ app_version: at < releasedAt ? BEFORE_RELEASE : RELEASE, os: phone })
    const isBroken = role === 'payment-wall'
    for (const { at } of bought) {
      const start = at - chance.whole(16, 40) * MINUTE
      const fails = isBroken && start >= releasedAt
      yield* tripFacts({ visitor, start, app: appAt(start), reach: 'payment', payment: fails ? 'fails' : 'succeeds' }, chance)
    }
    // A visit since the release: up to the failing payment for those it fails for, and a cart that is left for the others.
    const since = calendar.daysAgo(chance.between(0.5, RELEASE_DAYS_AGO - 0.5))
    const fails = isBroken || chance.happens(ORDINARY_FAILURES)
    yield* tripFacts({ visitor, start: since, app: appAt(since), reach: fails ? 'payment' : 'cart', payment: 'fails' }, chance)
    for (let left = chance.whole(0, 3); left > 0; left--) {
      const start = calendar.daysAgo(chance.between(0.02, DAYS))
      yield* tripFacts({ visitor, start, app: appAt(start), reach: chance.happens(0.3) ? 'cart' : 'look' }, chance)
    }
  },
}
