// Live microsegments of every kind that the language knows, over the events and traits of the load: the 200 of segments.ts,
// then these in turn, numbered so that no two are alike. Windows, thresholds and events are spread as a company's might be: most
// people are in few of them, and all together they change about as many memberships per event as the 200 do.
import { EVENTS } from './event-texts.ts'
import { COUNTRIES, PLANS } from './people.ts'
import { type SegmentText, segmentTexts } from './segments.ts'

const ORDER = '"Order Completed"'

const KINDS: readonly ((n: number) => string)[] = [
  // Texts, dates, lists of values, traits against traits.
  (n) => `favourite_shop starts with "${at(['Ber', 'Wien', 'Lyon', 'Utr'], n)}" and loyalty_points >= ${800 + ((n * 13) % 179)} and country = "${at(COUNTRIES, n)}"`,
  (n) => `email_domain contains "example" and favourite_shop ends with "${at(['Mitte', 'Neubau', 'Centre'], n)}" and loyalty_points < ${100 + (n % 211)} and country = "${at(COUNTRIES, n)}" and plan = "${at(PLANS, n)}"`,
  (n) => `plan != trait("country") and loyalty_points > ${800 + (n % 190)} and country = "${at(COUNTRIES, n)}"`,
  (n) => `random share ${1 + (n % 20)}% of "test ${n}" and country = "${at(COUNTRIES, n)}"`,
  // Numbers over windows.
  (n) => `average(${ORDER}.revenue) in last ${30 + (n % 60)} days > ${240 + (n % 50)} and country = "${at(COUNTRIES, n)}"`,
  (n) => `minimum(${ORDER}.revenue) in last ${60 + (n % 40)} days > ${200 + (n % 60)} and country = "${at(COUNTRIES, n)}"`,
  (n) => `maximum("${event(n)}".price) in last ${1 + (n % 7)} days > ${70 + (n % 9)} and plan = "${at(PLANS, n)}" and loyalty_points > ${700 + (n % 190)}`,
  (n) => `distinct("${event(n)}".category) in last ${1 + (n % 14)} days >= ${3 + (n % 3)} and country = "${at(COUNTRIES, n)}"`,
  (n) => `distinct("${event(n)}".sku) in last ${2 + (n % 31)} days >= ${4 + (n % 5)}`,
  (n) => `count("Checkout Started") in last ${7 + (n % 31)} days / count("Product Viewed") in last ${7 + (n % 31)} days > 0.${2 + (n % 5)} and country = "${at(COUNTRIES, n)}" and plan = "${at(PLANS, n)}" and loyalty_points > ${600 + (n % 290)}`,
  (n) => `count("${event(n)}") in last ${2 + (n % 31)} days > ${2 + (n % 3)} * count("${event(n)}") from ${4 + 2 * (n % 31)} days ago to ${2 + (n % 31)} days ago and plan = "${at(PLANS, n)}" and country = "${at(COUNTRIES, n)}" and loyalty_points > ${800 + (n % 190)}`,
  // Which events.
  (n) => `count("${event(n)}" where price > ${20 + (n % 50)} and category = "${at(CATEGORIES, n)}") in last ${3 + (n % 10)} days >= ${3 + (n % 3)}`,
  (n) => `did ${ORDER} where (any products (category = "${at(CATEGORIES, n)}" and price > ${30 + (n % 45)})) in last ${10 + (n % 80)} days and country = "${at(COUNTRIES, n)}"`,
  (n) => `sum(${ORDER}.products[].price) in last ${5 + (n % 60)} days >= ${150 + ((n * 3) % 200)}`,
  // First, last, nth, recency.
  (n) => `last("${event(n)}") before ${1 + (n % 31)} days ago and country = "${at(COUNTRIES, n)}"`,
  (n) => `first(${ORDER}) in last ${1 + (n % 61)} days and plan = "${at(PLANS, n)}" and country = "${at(COUNTRIES, n)}" and loyalty_points > ${600 + (n % 290)}`,
  (n) => `nth("${event(n)}", ${2 + (n % 4)}) in last ${1 + (n % 14)} days and country = "${at(COUNTRIES, n)}"`,
  (n) => `last("${event(n)}".category) in last ${2 + (n % 31)} days = "${at(CATEGORIES, n)}" and plan = "${at(PLANS, n)}" and country = "${at(COUNTRIES, n)}" and loyalty_points > ${700 + (n % 190)}`,
  // Sequences.
  (n) => `"${event(n)}" then "${event(n + 1)}" within ${5 + (n % 50)} minutes and not ${ORDER} within ${20 + (n % 40)} minutes after in last ${1 + (n % 3)} days`,
  (n) => `"${event(n)}" then "${event(n + 2)}" within ${1 + (n % 5)} hours without "${event(n + 3)}" in last ${1 + (n % 7)} days and plan = "${at(PLANS, n)}" and loyalty_points > ${700 + (n % 190)}`,
  // The calendar.
  (n) => `count("${event(n)}") this week in zone "${at(ZONES, n)}" >= ${3 + (n % 31)} and country = "${at(COUNTRIES, n)}"`,
  (n) => `count("${event(n)}") last month >= ${2 + (n % 31)} and plan = "${at(PLANS, n)}"`,
  (n) => `did "${event(n)}" today in their zone else "${at(ZONES, n)}" and country = "${at(COUNTRIES, n)}" and loyalty_points > ${800 + (n % 191)}`,
  (n) => `hour("${at(ZONES, n)}") >= ${8 + (n % 3)} and plan = "gold" and country = "${at(COUNTRIES, n)}" and loyalty_points > ${700 + (n % 250)}`,
  // The past.
  (n) => `(plan = "${at(PLANS, n)}" and count("${event(n)}") in last ${1 + (n % 5)} days >= 1) for ${1 + (n % 31)} days`,
  (n) => `entered (sum(${ORDER}.revenue) in last ${20 + (n % 30)} days >= ${250 + (n % 200)}) in last ${1 + (n % 6)} days and country = "${at(COUNTRIES, n)}" and loyalty_points > ${500 + (n % 290)}`,
]

const CATEGORIES = ['garden', 'light', 'kitchen', 'toys', 'paper']
const ZONES = ['Europe/Berlin', 'Europe/London', 'America/New_York', 'Asia/Tokyo']
const FIRST = 200

/** `count` conditions: those of the spine, then one of each further kind in turn. */
export function allKindsTexts(count: number): SegmentText[] {
  const more = Array.from({ length: Math.max(0, count - FIRST) }, (_, i) => ({ name: `Kind ${i + 1}`, where: KINDS[i % KINDS.length]!(Math.floor(i / KINDS.length) + i) }))
  return [...segmentTexts(Math.min(count, FIRST)), ...more]
}

/**
 * `count` conditions of which a fact still meets no more than it meets of 200: the rest are the same ones about the events
 * and traits of other brands, which nobody in the load ever deals with.
 */
export function otherBrandsTexts(count: number): SegmentText[] {
  const own = segmentTexts(FIRST)
  return Array.from({ length: count }, (_, i) => {
    const brand = Math.floor(i / FIRST)
    const { name, where } = own[i % FIRST]!
    return brand === 0 ? { name, where } : { name: `${name}, brand ${brand}`, where: ofBrand(where, brand) }
  })
}

const TRAITS = /\b(country|plan|loyalty_points|newsletter|email_domain)\b(?= (?:in \(|not in|=|!=|<|>))/g

function ofBrand(where: string, brand: number): string {
  const traits = where.replace(TRAITS, (trait) => `${trait}_${brand}`)
  return EVENTS.reduce((text, [name]) => text.replaceAll(`"${name}"`, `"${name} ${brand}"`), traits)
}

function event(n: number): string {
  return EVENTS[(n * 7) % EVENTS.length]![0]
}

function at(list: readonly string[], n: number): string {
  return list[n % list.length]!
}
