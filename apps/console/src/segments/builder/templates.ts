// What a new condition begins as: a sentence that is whole, about names that there are.
import { text } from '../../text/index.ts'

const { templates } = text.builder

/** Somebody enters with a click, and leaves by time alone: what live means. */
export const CART = 'did "Cart Updated" in last 30 seconds\nand not did "Order Completed" in last 30 seconds'

export type TemplateId = keyof typeof templates

export interface Names {
  readonly events: readonly string[]
  readonly traits: readonly string[]
  readonly segments: readonly string[]
}

export interface Template {
  readonly id: TemplateId
  readonly label: string
  readonly text: (names: Names) => string
}

const quoted = (name: string): string => JSON.stringify(name)
const event = ({ events }: Names, index = 0): string => quoted(events[Math.min(index, events.length - 1)] ?? 'Order Completed')
const trait = ({ traits }: Names): string => (/^[A-Za-z_]\w*$/.test(traits[0] ?? 'country') ? (traits[0] ?? 'country') : `trait(${quoted(traits[0])})`)

const TEXTS: Readonly<Record<TemplateId, Template['text']>> = {
  did: (names) => `did ${event(names)} in last 30 days`,
  count: (names) => `count(${event(names)}) in last 90 days >= 3`,
  sum: (names) => `sum(${event(names)}.revenue) in last 90 days > 100`,
  sequence: (names) => `${event(names)} then ${event(names, 1)} within 1 hour`,
  last: (names) => `last(${event(names)}.revenue) > 100`,
  recency: (names) => `first(${event(names)}) in last 30 days`,
  trait: (names) => `${trait(names)} exists`,
  segment: (names) => `segment(${quoted(names.segments[0] ?? 'Name of a segment')})`,
  anniversary: () => 'birth_day anniversary in next 7 days',
  clock: () => 'hour() >= 9',
  rank: (names) => `top 5% by count(${event(names)}) in last 365 days`,
  share: () => 'random share 10% of "pilot"',
}

export const TEMPLATES: readonly Template[] = (Object.keys(TEXTS) as TemplateId[]).map((id) => ({ id, label: templates[id], text: TEXTS[id] }))
