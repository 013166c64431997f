// What was planted, as a visitor can check it: conditions to paste, and who must be in them. The members are told from the
// roles here; the platform finds them from the facts. Tests hold the two against each other.
//
// A check holds from the first start of the demo world for a week: windows are chosen so that time alone moves nobody
// across their edges until then. After that, ask as of the first start.
import { DAY, type Millis } from '@touchstone/base'
import type { Persona, Role } from './model.ts'
import { RELEASE } from './parts/app.ts'

/** How long after the first start the checks hold as they stand. */
export const HOLDS_FOR: Millis = 7 * DAY

export interface Check {
  /** What it asks, in a few words. */
  readonly asks: string
  readonly where: string
  /** Whether the persona is one of those, by their role: where the roles say it all. Undefined: only the facts tell. */
  readonly isOne?: (persona: Persona) => boolean
}

export interface Truth {
  readonly id: string
  readonly title: string
  /** What happened, in a few sentences. */
  readonly story: string
  /** The first one is the planted group itself; the others are what to compare it with. */
  readonly checks: readonly [Check, ...Check[]]
}

const has = (...roles: readonly Role[]) => (persona: Persona): boolean => roles.includes(persona.role)

const LATE = 'did "Order Delivered" where late = true'
const RATED_LOW = '"Delivery Rated" where stars <= 2'
/** On the web: the price of shipping was shown, and nobody went on. */
const LEFT_AT_SHIPPING = '"Checkout Started" then "Shipping Shown" within 10 minutes and not "Payment Started" within 30 minutes after in last 45 days'
const LETTERS = 'count("Email Sent" where campaign = "last-chance") in last 45 days'
const ONCE_OR_TWICE = `${LETTERS} >= 1 and ${LETTERS} <= 2`
const WAITED = '"Support Answered" where wait_hours > 24'
const LOYAL = 'account = "trade" and count("Order Completed") >= 3'
const SCORE = 'last("NPS Answered".score)'

/** A payment in the app, on the release that broke it. */
const paid = (country: string, outcome: 'Failed' | 'Started' | 'Succeeded', os: 'Android' | 'iOS', release = RELEASE): string => `country ${country} and did "Payment ${outcome}" where (app_version = "${release}" and os = "${os}")`

export const TRUTHS: readonly Truth[] = [
  {
    id: 'late-parcels',
    title: 'A late parcel, and silence after it, drives people away',
    story: 'Some parcels of one carrier came eight to ten days after the order. Everybody concerned gave one or two stars. Those whom support called before they had to ask ordered again within days; the others have ordered nothing since.',
    checks: [
      { asks: 'late, rated low, gone for two weeks', where: `${LATE} and did ${RATED_LOW} and did not "Order Completed" in last 14 days`, isOne: has('let-down') },
      { asks: 'late, rated low, called: they ordered again', where: `${LATE} and did ${RATED_LOW} and did "Order Completed" in last 14 days`, isOne: has('made-good') },
      { asks: 'were called about a late parcel', where: 'did "Support Called" where topic = "late parcel"', isOne: has('made-good') },
      { asks: 'late, but nobody rated it low', where: `${LATE} and did not ${RATED_LOW}` },
    ],
  },
  {
    id: 'payment-wall',
    title: 'Since release 4.2.0, Android users in Germany cannot pay in the app',
    story: 'The confirmation of the payment times out. On iPhones, in other countries and in the release before, payments work as well as ever.',
    checks: [
      { asks: 'Germany, Android: the payment failed', where: paid('= "Germany"', 'Failed', 'Android'), isOne: has('payment-wall') },
      { asks: 'Germany, Android: got as far as the payment', where: paid('= "Germany"', 'Started', 'Android'), isOne: has('payment-wall') },
      { asks: 'Germany, Android: it worked for', where: paid('= "Germany"', 'Succeeded', 'Android'), isOne: () => false },
      { asks: 'Germany, iPhone: the payment failed', where: paid('= "Germany"', 'Failed', 'iOS') },
      { asks: 'Germany, iPhone: it worked for', where: paid('= "Germany"', 'Succeeded', 'iOS') },
      { asks: 'elsewhere, Android: the payment failed', where: paid('!= "Germany"', 'Failed', 'Android') },
      { asks: 'elsewhere, Android: it worked for', where: paid('!= "Germany"', 'Succeeded', 'Android') },
      { asks: 'Germany, Android, the release before: it worked for', where: paid('= "Germany"', 'Succeeded', 'Android', '4.1.3') },
    ],
  },
  {
    id: 'shipping-shock',
    title: 'In France the shipping price ends the visit',
    story: 'On the web, part of the customers in France go to the checkout, see the shipping price, and leave. The same step costs nobody in other countries.',
    checks: [
      { asks: 'France: saw the price, and did not go on to pay', where: `country = "France" and account = "trade" and ${LEFT_AT_SHIPPING}`, isOne: has('shipping-shock') },
      { asks: 'the same in all other countries', where: `country != "France" and account = "trade" and ${LEFT_AT_SHIPPING}`, isOne: () => false },
    ],
  },
  {
    id: 'worn-out',
    title: 'One subject line, sent four times, costs subscribers',
    story: 'The e-mail "Last chance!!! 24 hours only" went to some people every week. After the second one most of them opened nothing any more, and after the fourth they unsubscribed. Whoever got it once or twice stayed.',
    checks: [
      { asks: 'got it three times or more, and unsubscribed', where: `${LETTERS} >= 3 and did "Email Unsubscribed"`, isOne: has('worn-out') },
      { asks: 'got it three times or more, and stayed', where: `${LETTERS} >= 3 and did not "Email Unsubscribed"`, isOne: has('thick-skinned') },
      { asks: 'got it once or twice, and unsubscribed', where: `${ONCE_OR_TWICE} and did "Email Unsubscribed"` },
      { asks: 'got it once or twice, and stayed', where: `${ONCE_OR_TWICE} and did not "Email Unsubscribed"` },
    ],
  },
  {
    id: 'slow-answers',
    title: 'Two slow answers make a critic',
    story: 'Whoever waited over a day for two answers of support would not recommend the shop: all of them answered the survey with 5 or less.',
    checks: [
      { asks: 'waited over a day, twice, and scored 6 or less', where: `count(${WAITED}) >= 2 and ${SCORE} <= 6`, isOne: has('slow-answer') },
      { asks: 'waited over a day, twice, and scored 7 or more', where: `count(${WAITED}) >= 2 and ${SCORE} >= 7`, isOne: () => false },
      { asks: 'never waited so long, and scored 6 or less', where: `did not ${WAITED} and ${SCORE} <= 6` },
      { asks: 'never waited so long, and scored 7 or more', where: `did not ${WAITED} and ${SCORE} >= 7` },
    ],
  },
  {
    id: 'quiet-loyal',
    title: 'The best customers are the ones nobody hears',
    story: 'They ordered three times or more within a month (these orders are real), open no e-mail, rate nothing, ask nothing, and were never seen browsing. Whoever only listens to the loud ones forgets them.',
    checks: [
      { asks: 'three orders or more, and no word', where: `${LOYAL} and did not "Support Requested" and did not "Email Opened" and did not "Delivery Rated" and did not "NPS Answered"`, isOne: has('quiet-loyal') },
      { asks: 'three orders or more', where: LOYAL },
    ],
  },
]
