// The live microsegments of the load: mixed kinds over the events and traits of event-texts.ts, numbered so that no two are
// alike. Thresholds and windows are chosen so that 200 of them change 0.2 memberships per event at some 25,000 events/s;
// windows of seconds make that depend on the rate a little, so the benches print what they measured.
import { EVENTS } from './event-texts.ts'
import { COUNTRIES, PLANS } from './people.ts'

export interface SegmentText {
  readonly name: string
  readonly where: string
}

const KINDS: readonly ((n: number) => string)[] = [
  // Traits that stay as they are for nearly everyone.
  (n) => `country in (${quoted(COUNTRIES, n, 2 + (n % 3))}) and plan = "${at(PLANS, n)}" and loyalty_points >= ${100 + ((n * 37) % 900)}`,
  (n) => `plan != "free" and country = "${at(COUNTRIES, n)}" and (newsletter = ${n % 2 === 0} or loyalty_points < ${750 + ((n * 7) % 200)})`,
  (n) => `loyalty_points > ${950 + (n % 49)} and country != "${at(COUNTRIES, n)}" and email_domain = "example.com"`,
  // Counts over minutes to days.
  (n) => `count("${event(n)}") in last ${1 + (n % 14)} days >= ${3 + (n % 13)} and country in (${quoted(COUNTRIES, n, 4)})`,
  (n) => `count("${event(n)}") in last ${10 + (n % 50)} minutes >= ${4 + (n % 5)} and country in (${quoted(COUNTRIES, n, 5)})`,
  // Sums over hours to weeks.
  (n) => `sum("${order(n)}".revenue) in last ${1 + (n % 8)} weeks >= ${200 + ((n * 7) % 103) * 7}`,
  (n) => `sum("Product Added".value) in last ${2 + (n % 40)} hours >= ${120 + (n % 7) * 25} and plan in ("team", "gold")`,
  // Done, and not done: the ones that come and go by time alone.
  (n) => `did "${event(n)}" in last ${5 + (n % 41)} seconds and country = "${at(COUNTRIES, n)}" and plan in ("team", "gold")`,
  (n) => `did "${event(n)}" in last ${20 + (n % 30)} minutes and did not "${event(n + 9)}" in last ${30 + (n % 61)} minutes and plan = "${at(PLANS, n)}" and country = "${at(COUNTRIES, n)}"`,
  (n) => `did not "${event(n)}" in last ${2 + (n % 26)} days and (plan = "gold" and country = "${at(COUNTRIES, n)}" or sum("Order Completed".revenue) in last 90 days >= ${300 + n})`,
]

/** `count` conditions, every kind in turn. */
export function segmentTexts(count: number): SegmentText[] {
  return Array.from({ length: count }, (_, i) => ({ name: `Load ${i + 1}`, where: KINDS[i % KINDS.length]!(Math.floor(i / KINDS.length) + i) }))
}

function event(n: number): string {
  return EVENTS[(n * 7) % EVENTS.length]![0]
}

function order(n: number): string {
  return n % 3 === 0 ? 'Order Refunded' : 'Order Completed'
}

function at(list: readonly string[], n: number): string {
  return list[n % list.length]!
}

function quoted(list: readonly string[], n: number, count: number): string {
  return Array.from({ length: count }, (_, i) => `"${at(list, n + i * 3)}"`).join(', ')
}
