// The world goes on: invented private shoppers, beside the real customers, who stay as the ledger left them.
//
// Time is cut into slots; in each, one visit begins. Which visitor, how far they get and when each step happens follows
// from the seed and the number of the slot, so any stretch of time can be told again, and no stretch depends on another.
// The visitors are a ring: their number is bounded however long the world lives. Nothing they do fits a planted truth.
import { assert, type Millis } from '@touchstone/base'
import { callOf, type Call } from './call.ts'
import { chanceOf, type Chance } from './chance.ts'
import type { DemoFact } from './model.ts'
import { FIRST_NAMES, LAST_NAMES, zoneOf } from './names.ts'
import { LONGEST_TRIP, tripFacts, type Reach } from './trip.ts'

/** About five facts a second come out of this, as the tests measure. */
export const SLOT: Millis = 1_060
/** Different visitors; the next one after the last is the first. */
export const VISITORS = 5_000
/** Every so many of them has an account. */
const ACCOUNT_EVERY = 3

const COUNTRIES = ['United Kingdom', 'United Kingdom', 'United Kingdom', 'Germany', 'France', 'Netherlands', 'Spain', 'Italy', 'Sweden', 'Poland'] as const
/** The release that mended the payment. */
const APP = { app_version: '4.3.0' } as const

/** How visits end, in a hundred. */
const REACHES: readonly (readonly [share: number, reach: Reach])[] = [[48, 'look'], [30, 'cart'], [8, 'checkout'], [2, 'payment'], [12, 'order']]

/** What is invented with a time in [from, to), in its order. */
export function livingBetween(seed: string, from: Millis, to: Millis): Call[] {
  assert(from <= to, 'a stretch of time begins before it ends')
  const calls: Call[] = []
  for (let slot = Math.floor((from - LONGEST_TRIP) / SLOT); slot * SLOT < to; slot++) {
    for (const call of slotCalls(seed, slot)) if (call.at >= from && call.at < to) calls.push(call)
  }
  return calls.sort((a, b) => a.at - b.at)
}

/** The same as `livingBetween`, one stretch after the other, without working out again what is still to come. */
export class LivingWorld {
  readonly #seed: string
  #slot: number
  #until: Millis
  /** Of visits that have begun, later than `#until`; ordered. */
  #waiting: Call[] = []

  constructor(seed: string, from: Millis) {
    this.#seed = seed
    this.#until = from
    this.#slot = Math.floor((from - LONGEST_TRIP) / SLOT)
  }

  get until(): Millis {
    return this.#until
  }

  /** What happens from the end of the stretch before up to `to`, which is not in it. */
  next(to: Millis): Call[] {
    if (to <= this.#until) return []
    for (; this.#slot * SLOT < to; this.#slot++) this.#waiting.push(...slotCalls(this.#seed, this.#slot).filter(({ at }) => at >= this.#until))
    this.#waiting.sort((a, b) => a.at - b.at)
    const later = this.#waiting.findIndex(({ at }) => at >= to)
    const due = this.#waiting.splice(0, later === -1 ? this.#waiting.length : later)
    this.#until = to
    return due
  }
}

function slotCalls(seed: string, slot: number): Call[] {
  const chance = chanceOf(seed, 'living', String(slot))
  const visitor = chance.whole(0, VISITORS - 1)
  const start = Math.floor(slot * SLOT + chance.between(0, SLOT))
  return [...visitFacts(seed, visitor, start, slot, chance)].map((fact, number) => callOf(fact, `demo-living-${slot}-${number}`))
}

function* visitFacts(seed: string, number: number, start: Millis, slot: number, chance: Chance): Generator<DemoFact> {
  const who = chanceOf(seed, 'visitor', String(number))
  const country = who.pick(COUNTRIES)
  const name = `${who.pick(FIRST_NAMES)} ${who.pick(LAST_NAMES)}`
  const usesApp = who.happens(0.25)
  const isReader = who.happens(0.5)
  const app = usesApp ? { ...APP, os: who.happens(0.5) ? ('Android' as const) : ('iOS' as const) } : undefined
  const hasAccount = number % ACCOUNT_EVERY === 0
  const anonymousId = `demo-visitor-${number}`
  const visitor = hasAccount ? { anonymousId, userId: `visitor-${number}` } : { anonymousId }
  if (hasAccount) {
    const email = `${name.replace(' ', '.')}.${number}@example.org`.toLowerCase()
    yield { at: start, channel: usesApp ? 'app' : 'web', type: 'identify', ...visitor, traits: { name, email, account: 'private', country, newsletter: isReader }, context: { timezone: zoneOf(country) } }
    if (isReader && chance.happens(0.2)) yield { at: start, channel: 'email', type: 'track', event: 'Email Clicked', userId: visitor.userId, properties: { campaign: 'newsletter', subject: 'Your winter list' } }
  }
  let left = chance.whole(1, 100)
  const reach = REACHES.find(([share]) => (left -= share) <= 0)![1]
  yield* tripFacts({ visitor, start, reach, app, payment: reach === 'payment' ? 'fails' : 'succeeds', orderId: `DEMO-${slot}` }, chance)
}
