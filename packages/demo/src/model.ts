import type { Millis } from '@touchstone/base'
import type { Chance } from './chance.ts'

/** One order or refund of the real ledger, its date already moved. */
export interface LedgerOrder {
  readonly id: string
  readonly at: Millis
  /** Negative for refunds, in the ledger's currency. */
  readonly revenue: number
  readonly isRefund: boolean
}

/** A customer of the real ledger: all that is real about them. */
export interface LedgerCustomer {
  /** The ledger's number for them, and their user id here. */
  readonly id: string
  readonly country: string
  /** In the order they happened; orders and refunds. */
  readonly orders: readonly LedgerOrder[]
}

/** What was planted: at most one for each customer, so that the truths do not blur each other. */
export type Role =
  /** Lives in Germany and pays in the app on Android: fails at payment since release 4.2.0. */
  | 'payment-wall'
  /** Lives in France and buys at a desk: leaves when the shipping price is shown. */
  | 'shipping-shock'
  /** Buys again and again, and is never heard of otherwise. */
  | 'quiet-loyal'
  /** A parcel came late, nobody called, and no order came since. */
  | 'let-down'
  /** A parcel came late, somebody called within the day, and they ordered again. */
  | 'made-good'
  /** Got the same loud subject four times and unsubscribed. */
  | 'worn-out'
  /** Got it as often and stayed. */
  | 'thick-skinned'
  /** Waited over a day for two answers, and says so in the survey. */
  | 'slow-answer'
  | 'ordinary'

/** A customer of the ledger with an invented face: name, devices, habits. Nothing of it is about a real person. */
export interface Persona extends LedgerCustomer {
  readonly role: Role
  readonly name: string
  /** At example.org, which belongs to nobody. */
  readonly email: string
  /** `1984-05-17` */
  readonly birthday: string
  readonly timezone: string
  readonly phone: 'Android' | 'iOS'
  readonly usesApp: boolean
  readonly isSubscribed: boolean
  /** Their latest orders, six at most, without refunds. */
  readonly bought: readonly LedgerOrder[]
}

/** Where a fact comes from; each channel is a source of its own in the platform. */
export const CHANNELS = ['web', 'app', 'email', 'support', 'survey', 'delivery'] as const
export type Channel = (typeof CHANNELS)[number]

/** Something invented that happened. `userId`, `anonymousId` or both. */
export interface DemoFact {
  readonly at: Millis
  readonly channel: Channel
  readonly type: 'identify' | 'track' | 'page' | 'screen'
  /** Of track calls; of page and screen calls the name. */
  readonly event?: string
  readonly userId?: string
  readonly anonymousId?: string
  readonly traits?: Readonly<Record<string, unknown>>
  readonly properties?: Readonly<Record<string, unknown>>
  readonly context?: Readonly<Record<string, unknown>>
}

/** When the invented past is: it ends now and is as long as the ledger's. Nothing depends on weekdays or dates. */
export interface Calendar {
  readonly now: Millis
  /** The instant so many days ago; 1.5 is 36 hours. */
  daysAgo(days: number): Millis
}

/**
 * One kind of invented past, in a file of its own. To add one, write the file and name it in `parts/index.ts`.
 * `facts` is pure: what it yields follows from the persona, the calendar and the chance, which is this part's and this
 * persona's own. Facts after `calendar.now` are left out by the caller, so a part need not look.
 */
export interface Part {
  /** Becomes a part of every messageId: it never changes and is never used again. */
  readonly name: string
  facts(persona: Persona, calendar: Calendar, chance: Chance): Iterable<DemoFact>
}
