// One visit, by web or app: what somebody looks at, puts into the cart, and how far they get. The shapes of these events
// are those of the demo shop page, so a condition that finds one finds the other.
import { MINUTE, SECOND, type Millis } from '@touchstone/base'
import { CATALOGUE, productOf, type Product } from './catalogue.ts'
import type { Chance } from './chance.ts'
import type { DemoFact } from './model.ts'

/** How far a visit gets. Each contains the ones before it. */
export type Reach = 'look' | 'cart' | 'checkout' | 'payment' | 'order'

export interface Visitor {
  readonly userId?: string
  readonly anonymousId: string
}

export interface Trip {
  readonly visitor: Visitor
  readonly start: Millis
  readonly reach: Reach
  /** In the app: which release on which system. Undefined in a browser. */
  readonly app?: { readonly app_version: string; readonly os: 'Android' | 'iOS' }
  /** What ends a visit that reached payment. */
  readonly payment?: 'succeeds' | 'fails'
  /** Given to the order when one is made here; the orders of the ledger are made there. */
  readonly orderId?: string
}

const ORDER: readonly Reach[] = ['look', 'cart', 'checkout', 'payment', 'order']

/** The facts of a visit in their order, a few seconds to a minute apart. */
export function* tripFacts(trip: Trip, chance: Chance): Generator<DemoFact> {
  const reaches = (reach: Reach): boolean => ORDER.indexOf(trip.reach) >= ORDER.indexOf(reach)
  const teller = new Teller(trip, chance)
  if (trip.app === undefined) yield teller.page('Home')
  else yield teller.track('Application Opened')
  const seen: Product[] = []
  for (let left = chance.whole(1, 4); left > 0; left--) {
    seen.push(chance.pick(CATALOGUE))
    yield teller.track('Product Viewed', productOf(seen.at(-1)!))
  }
  if (!reaches('cart')) return
  const cart = [...new Set(seen.slice(-chance.whole(1, 2)))].map((product) => ({ ...productOf(product), quantity: chance.whole(1, 3) }))
  const value = cart.reduce((pence, { price, quantity }) => pence + Math.round(price * 100) * quantity, 0) / 100
  yield teller.track('Cart Updated', { products: cart, value })
  if (!reaches('checkout')) return
  yield teller.track('Checkout Started', { value })
  yield teller.track('Shipping Shown', { value, shipping: chance.pick([3.95, 6.95, 14.95]) })
  if (!reaches('payment')) return
  yield teller.track('Payment Started', { value })
  if (trip.payment === 'fails') yield teller.track('Payment Failed', { value, reason: 'confirmation timed out' })
  else yield teller.track('Payment Succeeded', { value })
  if (reaches('order')) yield teller.track('Order Completed', { order_id: trip.orderId, revenue: value, products: cart })
}

/** Longest time from the first to the last fact of a visit. */
export const LONGEST_TRIP: Millis = 15 * MINUTE

class Teller {
  readonly #trip: Trip
  readonly #chance: Chance
  #at: Millis

  constructor(trip: Trip, chance: Chance) {
    this.#trip = trip
    this.#chance = chance
    this.#at = trip.start
  }

  page(name: string): DemoFact {
    const path = name === 'Home' ? '/' : `/${name.toLowerCase()}`
    return { ...this.#shared(), type: 'page', event: name, properties: { path, url: `https://shop.example.org${path}` } }
  }

  track(event: string, properties: Readonly<Record<string, unknown>> = {}): DemoFact {
    return { ...this.#shared(), type: 'track', event, properties: { ...properties, ...this.#trip.app } }
  }

  #shared(): Pick<DemoFact, 'at' | 'channel' | 'userId' | 'anonymousId'> {
    const { start, visitor, app } = this.#trip
    const at = this.#at
    if (at === start) this.#at += this.#chance.whole(2, 9) * SECOND
    else this.#at += this.#chance.whole(5, 60) * SECOND
    return { at, channel: app === undefined ? 'web' : 'app', ...visitor }
  }
}
