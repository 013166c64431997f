// The checked tree as JSON, for programs in other languages, and the JSON Schema of that.
//
// JSON has no infinity and no undefined: both are null, and which of them it was follows from the name of the field.
import { assert } from '@touchstone/base'
import { WEEKDAYS } from '../check/weekdays.ts'
import type { Checked } from '../check/tree.ts'
import { Limit } from '../limits.ts'

/** What null stands for in the fields that can be null. */
const NULLS: Readonly<Record<string, number | undefined>> = {
  after: -Infinity,
  upTo: Infinity,
  from: -Infinity,
  to: Infinity,
  within: Infinity,
  filter: undefined,
  otherwise: undefined,
  without: undefined,
  halfLife: Infinity,
}

/** A value that JSON.stringify writes as it is; `conditionSchema` describes it. */
export function toJson(checked: Checked): unknown {
  return mapValues(checked, '', (key, value) => {
    if (value !== undefined && value !== Infinity && value !== -Infinity) return value
    assert(key in NULLS && NULLS[key] === value, 'null stands for one thing in each field')
    return null
  })
}

/** The tree that `toJson` was given. For what fits `conditionSchema`; anything else is not noticed here. */
export function fromJson(json: unknown): Checked {
  return mapValues(json, '', (key, value) => (value === null ? NULLS[key] : value)) as Checked
}

function mapValues(value: unknown, key: string, map: (key: string, value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => mapValues(item, key, map))
  if (typeof value !== 'object' || value === null) return map(key, value)
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapValues(item, name, map)]))
}

type Schema = Readonly<Record<string, unknown>>

const text: Schema = { type: 'string' }
const number: Schema = { type: 'number' }
const scalar: Schema = { type: ['string', 'number', 'boolean'] }
const always = (value: unknown): Schema => ({ const: value })
const oneOf = (...names: readonly string[]): Schema => ({ oneOf: names.map(ref) })
const nullable = (schema: Schema): Schema => ({ anyOf: [{ type: 'null' }, schema] })
const list = (items: Schema, minItems: number, maxItems?: number): Schema => ({ type: 'array', items, minItems, ...(maxItems !== undefined && { maxItems }) })
const whole = (minimum: number, maximum?: number): Schema => ({ type: 'integer', minimum, ...(maximum !== undefined && { maximum }) })
const choice = (...values: readonly unknown[]): Schema => ({ enum: values })

function ref(name: string): Schema {
  return { $ref: `#/$defs/${name}` }
}

/** Every property is required, and there are no others. */
function object(properties: Readonly<Record<string, Schema>>, description?: string): Schema {
  return { type: 'object', ...(description !== undefined && { description }), properties, required: Object.keys(properties), additionalProperties: false }
}

/** A member of a union, told from the others by `kind`. */
function kind(name: string, properties: Readonly<Record<string, Schema>>, description?: string): Schema {
  return object({ kind: always(name), ...properties }, description)
}

/** A part of the condition, with its place in the text. */
function part(name: string, properties: Readonly<Record<string, Schema>>, description: string): Schema {
  return kind(name, { ...properties, span: ref('span') }, description)
}

const millis = { type: 'integer', description: 'Milliseconds.' }
const window = { type: 'integer', minimum: 1, maximum: Limit.WINDOW, description: 'Milliseconds.' }
const comparison = choice('=', '!=', '<', '<=', '>', '>=')
const values = { ...list(scalar, 1, Limit.LIST), uniqueItems: true }
const path = list({ anyOf: [text, { const: 0 }] }, 0, Limit.PATH)
const unit = choice('hour', 'weekday')
const clockValues = { ...list(whole(0, 23), 1, 23), uniqueItems: true, description: `Hours from 0 to 23, or weekdays from 1 (${WEEKDAYS[0]}) to 7 (${WEEKDAYS[6]}), ascending.` }

const CONDITIONS: Readonly<Record<string, Schema>> = {
  all: part('all', { items: list(ref('condition'), 2) }, 'True where every item is; false where one is; else unknown.'),
  any: part('any', { items: list(ref('condition'), 2) }, 'True where one item is; false where every item is; else unknown.'),
  not: part('not', { item: ref('condition') }, 'Unknown stays unknown.'),
  test: part('test', { subject: oneOf('trait', 'eventValue', 'eventTime', 'favourite'), test: ref('test') }, 'A subject put to a test.'),
  pair: part('pair', { left: text, operator: comparison, right: text }, 'Two traits compared.'),
  measure: part('measure', { aggregate: ref('aggregate'), operator: comparison, value: number }, 'A number made of events, compared.'),
  relation: part('relation', { left: ref('aggregate'), operator: comparison, factor: number, right: ref('aggregate') }, 'left compared with factor times right.'),
  ratio: part('ratio', { numerator: ref('aggregate'), denominator: ref('aggregate'), operator: comparison, value: number }, 'One number divided by another, compared.'),
  clock: part('clock', { unit, zone: ref('zone'), values: clockValues }, 'The hour or weekday now.'),
  anniversary: part('anniversary', { trait: text, days: whole(0, 365), zone: ref('zone') }, 'The anniversary of a day is today or in so many days.'),
  sequence: part(
    'sequence',
    { steps: list(ref('step'), 1, Limit.STEPS), absences: list(ref('absence'), 0, Limit.ABSENCES), window: oneOf('allTime', 'rolling') },
    'Events one after another.',
  ),
  held: part('held', { item: ref('condition'), duration: window }, 'The item has been true without a break.'),
  moved: part('moved', { direction: choice('entered', 'left'), item: ref('condition'), duration: window }, 'The item became true, or stopped being true.'),
  share: part('share', { salt: text, from: whole(0, 9_999), to: whole(1, 10_000) }, 'A stable random share of people, in hundredths of a percent.'),
  rank: part('rank', { end: choice('top', 'bottom'), share: { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 }, aggregate: ref('aggregate') }, 'A share of people by a number.'),
}

const TESTS: Readonly<Record<string, Schema>> = {
  compare: kind('compare', { operator: comparison, value: scalar }),
  in: kind('in', { values }),
  text: kind('text', { match: choice('contains', 'starts', 'ends'), value: { type: 'string', minLength: 1 } }),
  list: kind('list', { quantifier: choice('any', 'all'), values }),
  exists: kind('exists', {}),
  when: kind('when', { base: choice('now', 'epoch'), after: nullable(millis), upTo: nullable(millis) }, 'After base + after, and no later than base + upTo; null is no limit.'),
}

const FILTERS: Readonly<Record<string, Schema>> = {
  filterAll: kind('all', { items: list(ref('filter'), 2) }),
  filterAny: kind('any', { items: list(ref('filter'), 2) }),
  filterNot: kind('not', { item: ref('filter') }),
  filterTest: kind('test', { path, test: ref('test') }),
  filterElement: kind('element', { quantifier: choice('any', 'all'), path, filter: ref('filter') }),
  filterPair: kind('pair', { path, operator: comparison, trait: text }),
  filterClock: kind('clock', { unit, zone: ref('zone'), values: clockValues }),
}

const WINDOWS: Readonly<Record<string, Schema>> = {
  allTime: kind('all-time', {}),
  rolling: kind('rolling', { length: window, until: { ...millis, minimum: 0 } }),
  calendar: kind('calendar', { period: choice('day', 'week', 'month', 'quarter', 'year'), which: choice('this', 'last'), zone: ref('zone') }),
  absolute: kind('absolute', { from: nullable(millis), to: nullable(millis) }, 'From `from` until just before `to`; null is no limit.'),
}

const events = object({ event: text, filter: nullable(ref('filter')), window: ref('window') })
const pattern = object({ event: text, filter: nullable(ref('filter')) })
const within = nullable(window)

const PARTS: Readonly<Record<string, Schema>> = {
  condition: oneOf(...Object.keys(CONDITIONS).map((name) => `${name}Condition`)),
  test: oneOf(...Object.keys(TESTS).map((name) => `${name}Test`)),
  filter: oneOf(...Object.keys(FILTERS)),
  window: oneOf(...Object.keys(WINDOWS)),
  trait: kind('trait', { trait: text }),
  eventValue: kind('event-value', { which: choice('first', 'last'), events: ref('events'), path }),
  eventTime: kind('event-time', { from: choice('first', 'last'), rank: whole(1, Limit.COUNT), events: ref('events') }),
  favourite: kind('favourite', { events: ref('events'), path, halfLife: nullable(window) }, 'The most frequent text; null is no fading.'),
  aggregate: object({ function: choice('count', 'sum', 'average', 'minimum', 'maximum', 'distinct', 'gap'), events: ref('events'), path }),
  events,
  pattern,
  step: object({ pattern: ref('pattern'), within, without: nullable(ref('pattern')) }),
  absence: object({ pattern: ref('pattern'), within: window }),
  zone: { oneOf: [kind('named', { zone: text }), kind('person', { otherwise: nullable(text) })] },
  span: object({ start: whole(0), end: whole(0) }, 'Where it stands in the text, in UTF-16 units; `end` is exclusive.'),
}

const suffixed = (schemas: Readonly<Record<string, Schema>>, suffix: string): Record<string, Schema> =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [`${name}${suffix}`, schema]))

/** JSON Schema (2020-12) of a checked condition as `toJson` writes it. */
export const conditionSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'A checked condition',
  ...object({ root: ref('condition'), cost: object({ leaves: whole(1, Limit.LEAVES), state: whole(0, Limit.STATE), work: whole(0, Limit.WORK) }) }),
  $defs: { ...PARTS, ...suffixed(CONDITIONS, 'Condition'), ...suffixed(TESTS, 'Test'), ...FILTERS, ...WINDOWS },
}
