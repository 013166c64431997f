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

const onNewApp = (os: 'Android' | 'iOS'): string => `(app_version = "${RELEASE}" and os = "${os}")`

export const TRUTHS: readonly Truth[] = [
  {
    id: 'late-parcels',
    title: 'A late parcel, and silence after it, drives people away',
    story: 'Some parcels of one carrier came eight to ten days after the order. Everybody concerned gave one or two stars. Those whom support called before they had to ask ordered again within days; the others have ordered nothing since.',
    checks: [
      { asks: 'late, rated low, gone for two weeks', where: 'did "Order Delivered" where late = true and did "Delivery Rated" where stars <= 2 and did not "Order Completed" in last 14 days', isOne: has('let-down') },
      { asks: 'late, rated low, called: they ordered again', where: 'did "Order Delivered" where late = true and did "Delivery Rated" where stars <= 2 and did "Order Completed" in last 14 days', isOne: has('made-good') },
      { asks: 'were called about a late parcel', where: 'did "Support Called" where topic = "late parcel"', isOne: has('made-good') },
      { asks: 'late, but nobody rated it low', where: 'did "Order Delivered" where late = true and did not "Delivery Rated" where stars <= 2' },
    ],
  },
  {
    id: 'payment-wall',
    title: 'Since release 4.2.0, Android users in Germany cannot pay in the app',
    story: 'The confirmation of the payment times out. On iPhones, in other countries and in the release before, payments work as well as ever.',
    checks: [
      { asks: 'Germany, Android: the payment failed', where: `country = "Germany" and did "Payment Failed" where ${onNewApp('Android')}`, isOne: has('payment-wall') },
      { asks: 'Germany, Android: got as far as the payment', where: `country = "Germany" and did "Payment Started" where ${onNewApp('Android')}`, isOne: has('payment-wall') },
      { asks: 'Germany, Android: it worked for', where: `country = "Germany" and did "Payment Succeeded" where ${onNewApp('Android')}`, isOne: () => false },
      { asks: 'Germany, iPhone: the payment failed', where: `country = "Germany" and did "Payment Failed" where ${onNewApp('iOS')}` },
      { asks: 'Germany, iPhone: it worked for', where: `country = "Germany" and did "Payment Succeeded" where ${onNewApp('iOS')}` },
      { asks: 'elsewhere, Android: the payment failed', where: `country != "Germany" and did "Payment Failed" where ${onNewApp('Android')}` },
      { asks: 'elsewhere, Android: it worked for', where: `country != "Germany" and did "Payment Succeeded" where ${onNewApp('Android')}` },
      { asks: 'Germany, Android, the release before: it worked for', where: 'country = "Germany" and did "Payment Succeeded" where (app_version = "4.1.3" and os = "Android")' },
    ],
  },
  {
    id: 'shipping-shock',
    title: 'In France the shipping price ends the visit',
    story: 'On the web, part of the customers in France go to the checkout, see the shipping price, and leave. The same step costs nobody in other countries.',
    checks: [
      { asks: 'France: saw the price, and did not go on to pay', where: 'country = "France" and account = "trade" and "Checkout Started" then "Shipping Shown" within 10 minutes and not "Payment Started" within 30 minutes after in last 45 days', isOne: has('shipping-shock') },
      { asks: 'the same in all other countries', where: 'country != "France" and account = "trade" and "Checkout Started" then "Shipping Shown" within 10 minutes and not "Payment Started" within 30 minutes after in last 45 days', isOne: () => false },
    ],
  },
  {
    id: 'worn-out',
    title: 'One subject line, sent four times, costs subscribers',
    story: 'The e-mail "Last chance!!! 24 hours only" went to some people every week. After the second one most of them opened nothing any more, and after the fourth they unsubscribed. Whoever got it once or twice stayed.',
    checks: [
      { asks: 'got it three times or more, and unsubscribed', where: 'count("Email Sent" where campaign = "last-chance") in last 45 days >= 3 and did "Email Unsubscribed"', isOne: has('worn-out') },
      { asks: 'got it three times or more, and stayed', where: 'count("Email Sent" where campaign = "last-chance") in last 45 days >= 3 and did not "Email Unsubscribed"', isOne: has('thick-skinned') },
      { asks: 'got it once or twice, and unsubscribed', where: 'count("Email Sent" where campaign = "last-chance") in last 45 days >= 1 and count("Email Sent" where campaign = "last-chance") in last 45 days <= 2 and did "Email Unsubscribed"' },
      { asks: 'got it once or twice, and stayed', where: 'count("Email Sent" where campaign = "last-chance") in last 45 days >= 1 and count("Email Sent" where campaign = "last-chance") in last 45 days <= 2 and did not "Email Unsubscribed"' },
    ],
  },
  {
    id: 'slow-answers',
    title: 'Two slow answers make a critic',
    story: 'Whoever waited over a day for two answers of support would not recommend the shop: all of them answered the survey with 5 or less.',
    checks: [
      { asks: 'waited over a day, twice, and scored 6 or less', where: 'count("Support Answered" where wait_hours > 24) >= 2 and last("NPS Answered".score) <= 6', isOne: has('slow-answer') },
      { asks: 'waited over a day, twice, and scored 7 or more', where: 'count("Support Answered" where wait_hours > 24) >= 2 and last("NPS Answered".score) >= 7', isOne: () => false },
      { asks: 'never waited so long, and scored 6 or less', where: 'did not "Support Answered" where wait_hours > 24 and last("NPS Answered".score) <= 6' },
      { asks: 'never waited so long, and scored 7 or more', where: 'did not "Support Answered" where wait_hours > 24 and last("NPS Answered".score) >= 7' },
    ],
  },
  {
    id: 'quiet-loyal',
    title: 'The best customers are the ones nobody hears',
    story: 'They ordered three times or more within a month (these orders are real), open no e-mail, rate nothing, ask nothing, and were never seen browsing. Whoever only listens to the loud ones forgets them.',
    checks: [
      { asks: 'three orders or more, and no word', where: 'account = "trade" and count("Order Completed") >= 3 and did not "Support Requested" and did not "Email Opened" and did not "Delivery Rated" and did not "NPS Answered"', isOne: has('quiet-loyal') },
      { asks: 'three orders or more', where: 'account = "trade" and count("Order Completed") >= 3' },
    ],
  },
]
