// A few people with everything that can go wrong on a screen, on a server of their own.
import { DAY, HOUR, MINUTE } from '@touchstone/base'
import { ServerProcess, must } from '../src/server-process.ts'

export const CART = 'did "Cart Updated" in last 10 seconds and not did "Order Completed" in last 10 seconds'
export const LONG_NAME = 'Everybody who filled a cart on the way home, came back the next morning from another device, and did not order (pilot of the winter campaign)'
export const HUGE = 9_007_199_254_740_991
export const ARABIC = 'مرحبا بالعالم، هذا نص طويل'
export const EMOJI = '👩‍👩‍👧‍👦 Zoë 🎉'
export const LONG_VALUE = `${'A sentence that goes on and on, '.repeat(12)}and-one-word-${'x'.repeat(90)}`
const BROWSER = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15'
const COUNTRIES = ['DE', 'FR', 'AT', 'CH']
export const PEOPLE = 240

export interface PeopleWorld {
  readonly server: ServerProcess
  readonly segments: { readonly cart: string; readonly buyers: string; readonly german: string }
  /** The person with a past, and the number that was merged into it. */
  readonly ada: number
  readonly was: number
}

export async function startPeopleWorld(): Promise<PeopleWorld> {
  const server = await ServerProcess.start()
  try {
    return { server, ...(await fill(server)) }
  } catch (error) {
    await server.end()
    throw error
  }
}

async function fill(server: ServerProcess): Promise<Omit<PeopleWorld, 'server'>> {
  const now = Date.now()
  const at = (ago: number): string => new Date(now - ago).toISOString()
  const visitors = Array.from({ length: PEOPLE }, (_, number) => [
    { type: 'identify', userId: `user-${String(number).padStart(4, '0')}`, timestamp: at(9 * DAY + number * MINUTE), traits: { country: COUNTRIES[number % 4], plan: number % 3 === 0 ? 'pro' : 'free', spent: number * 10.5 } },
    { type: 'track', userId: `user-${String(number).padStart(4, '0')}`, timestamp: at(8 * DAY - number * MINUTE), event: 'Order Completed', properties: { revenue: number * 10, currency: 'EUR' } },
  ]).flat()
  await sendAll(server, visitors)
  const anonymous = { anonymousId: '1c9f4a52-7d37-4c1b-9f10-0c5a4f0e6b11', context: { userAgent: BROWSER, locale: 'en-GB', library: { name: 'analytics.js', version: '1.84.3' } } }
  await sendAll(server, [
    { type: 'page', ...anonymous, name: 'Home', timestamp: at(3 * DAY), properties: { path: '/' } },
    { type: 'track', ...anonymous, event: 'Product Viewed', timestamp: at(3 * DAY - MINUTE), properties: { sku: 'TEA-4', price: 24.5 } },
  ])
  await sendAll(server, [
    { type: 'identify', userId: 'ada', timestamp: at(5 * DAY), traits: { email: 'ada.lovelace@example.org', firstName: 'Ada', phone: '+49 30 1234567', country: 'DE', plan: 'pro', greeting: ARABIC, nickname: EMOJI, note: LONG_VALUE, points: HUGE, ratio: 0.000123456789, vip: true, tags: ['loyal', 'early'], address: { city: 'Berlin', postalCode: '10115' }, empty: '' } },
    ...Array.from({ length: 130 }, (_, number) => ({ type: 'track', userId: 'ada', event: number % 5 === 0 ? 'Order Completed' : 'Product Viewed', timestamp: at(4 * DAY - number * 37 * MINUTE), properties: { number, sku: `SKU-${number}`, revenue: number * 3.25 } })),
    { type: 'track', userId: 'ada', event: 'إضافة إلى السلة 🛒', timestamp: at(5 * HOUR), properties: { [ARABIC]: EMOJI, long: LONG_VALUE, email: 'ada.lovelace@example.org' } },
  ])
  const before = must(await server.client.profiles.getProfile({ idType: 'anonymous_id', value: anonymous.anonymousId }))
  const known = must(await server.client.profiles.getProfile({ idType: 'user_id', value: 'ada' }))
  await sendAll(server, [{ type: 'identify', userId: 'ada', ...anonymous, timestamp: at(4 * HOUR), traits: { plan: 'pro' } }])
  const ada = Math.min(before.person, known.person)
  await server.until('they are one', async () => must(await server.client.profiles.getProfile({ idType: 'person', value: String(before.person) })).person === must(await server.client.profiles.getProfile({ idType: 'person', value: String(known.person) })).person)
  await server.settled()
  const segments = await makeSegments(server)
  return { segments, ada, was: Math.max(before.person, known.person) }
}

async function makeSegments(server: ServerProcess): Promise<PeopleWorld['segments']> {
  const { client } = server
  const make = async (name: string, where: string): Promise<string> => must(await client.segments.createSegment({ name, where })).id
  const segments = {
    cart: await make('Warm carts', CART),
    buyers: await make('Repeat buyers', 'count("Order Completed") in last 30 days >= 3 and (plan = "pro" or not country = "FR")'),
    german: await make('In Germany', 'country = "DE"'),
  }
  await make(LONG_NAME, 'did "Cart Updated" in last 30 days and age > 40')
  for (let number = 1; number <= 6; number++) await make(`Spent over ${number * 100}`, `sum("Order Completed".revenue) in last 90 days > ${number * 100}`)
  await server.until('all are live', async () => must(await client.segments.listSegments()).segments.every(({ state }) => state === 'live'))
  return segments
}

async function sendAll(server: ServerProcess, events: readonly object[]): Promise<void> {
  for (let from = 0; from < events.length; from += 200) {
    const { status, body } = await server.send('/v1/batch', { batch: events.slice(from, from + 200) })
    if (status !== 200) throw new Error(`${status}: ${body}`)
  }
  await server.settled()
}
