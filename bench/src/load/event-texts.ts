// The events of the load as text, about 700 bytes each: what a shop's server sends with Segment's Node library. Where a
// value differs each time an event is sent, the text holds a run of one mark, as wide as the value.
import type { Random } from './random.ts'

/** One mark per value that is written in place; none of these characters occurs elsewhere in an event. */
export const MARKS = { message: '~', time: '^', person: '|', visitor: '`', country: '<', plan: '>', points: '#' } as const
export const WIDTHS = { message: 12, time: 24, person: 7, visitor: 10, country: 2, plan: 4, points: 3 } as const
export type Mark = keyof typeof MARKS

/** What kinds of events a batch of 100 holds, by count. */
export const MIX = { identify: 9, merge: 1, anonymous: 3, late: 1, duplicate: 1, plain: 85 } as const
export type Kind = keyof typeof MIX

const place = (mark: Mark): string => MARKS[mark].repeat(WIDTHS[mark])

/** How often each event happens; together 1,000. Names beyond the first ones make segments of rare behaviour. */
export const EVENTS: readonly (readonly [name: string, share: number])[] = [
  ['Product Viewed', 250], ['Product List Viewed', 140], ['Page Scrolled', 120], ['Products Searched', 90], ['Product Clicked', 80],
  ['Product Added', 60], ['Cart Viewed', 50], ['Product Removed', 25], ['Checkout Started', 30], ['Checkout Step Viewed', 25],
  ['Order Completed', 30], ['Coupon Entered', 15], ['Product Added to Wishlist', 15], ['Product Shared', 10], ['Product Reviewed', 10],
  ['Order Refunded', 5], ['Support Chat Opened', 10], ['Newsletter Opened', 15], ['Promotion Viewed', 15], ['Signed In', 5],
]

const TITLES = ['Garden chairs and benches', 'Lamps for every room', 'Coffee, tea and chocolate', 'Toys and games for rainy days', 'Notebooks, pens and paper']
const FIRST_NAMES = ['Alex', 'Robin', 'Kim', 'Sascha', 'Noa', 'Luca', 'Mika', 'Charlie']

/** Events that carry a device's id beside the user's. */
const DEVICE_SHARE = 0.7

function context(random: Random): object {
  const path = `/shop/${random.pick(['garden', 'light', 'kitchen', 'toys', 'paper'])}/${1000 + random.below(9000)}`
  return {
    library: { name: '@segment/analytics-node', version: '2.3.0' },
    page: { path, title: `${random.pick(TITLES)} - Shop`, url: `https://www.example.com${path}` },
    locale: random.pick(['de-DE', 'de-AT', 'fr-FR', 'nl-NL']),
    timezone: 'Europe/Berlin',
  }
}

const money = (random: Random, most: number): number => (100 + random.below(most * 100)) / 100

function product(random: Random): Record<string, unknown> {
  const id = 10_000 + random.below(5_000)
  return { product_id: `p-${id}`, sku: `G-${id}`, category: random.pick(['garden', 'light', 'kitchen', 'toys', 'paper']), price: money(random, 80), quantity: 1 + random.below(4) }
}

function properties(name: string, random: Random): object {
  if (!name.startsWith('Order')) return { ...product(random), position: random.below(40), currency: 'EUR', value: money(random, 80), list_id: `list-${random.below(200)}` }
  const products = Array.from({ length: 1 + random.below(2) }, () => product(random))
  return { order_id: `o-${100_000 + random.below(900_000)}`, revenue: money(random, 300), currency: 'EUR', products }
}

function eventName(random: Random): string {
  let left = random.below(1000)
  for (const [name, share] of EVENTS) if ((left -= share) < 0) return name
  return EVENTS[0]![0]
}

function traits(random: Random): object {
  return {
    email: `shopper${place('person')}@example.com`,
    name: `${random.pick(FIRST_NAMES)} Sample ${place('person')}`,
    plan: place('plan'),
    country: place('country'),
    loyalty_points: POINTS,
    newsletter: random.chance(0.4),
    favourite_shop: random.pick(['Berlin Mitte', 'Wien Neubau', 'Lyon Centre', 'Utrecht']),
  }
}

/** Written as text and unquoted afterwards: it is a number. */
const POINTS = place('points')

const USER = { userId: `u${place('person')}` }
const DEVICE = { anonymousId: `5c1d7e90-2b64-4f0a-9d3e-dev${place('person')}00` }
const VISITOR = { anonymousId: `a3f1c2d4-77b0-4c58-8e21-${place('visitor')}00` }

/** One event as JSON text with marks. A duplicate is the text of another event, so it has none of its own. */
export function eventText(kind: Exclude<Kind, 'duplicate'>, random: Random): string {
  const isIdentify = kind === 'identify' || kind === 'merge'
  const who = kind === 'anonymous' ? VISITOR : kind === 'merge' ? { ...USER, ...VISITOR } : random.chance(DEVICE_SHARE) ? { ...USER, ...DEVICE } : USER
  const name = eventName(random)
  const what = isIdentify ? { type: 'identify', traits: traits(random) } : { type: 'track', event: name, properties: properties(name, random) }
  const text = JSON.stringify({
    ...what,
    ...who,
    timestamp: place('time'),
    messageId: `node-next-1760000000000-8b1f8f0e-3c1c-4a53-9d5c-${place('message')}`,
    context: context(random),
    integrations: {},
    _metadata: { nodeVersion: '24.0.0', jsRuntime: 'node' },
  })
  return text.replace(`"${POINTS}"`, POINTS)
}
