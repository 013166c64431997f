// What a plan says of an event, by hand and against a slow obvious reading of the same plan.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { namesOfPath, parseInstant } from '@touchstone/vocabulary'
import fc from 'fast-check'
import type { PlainObject } from '../model.ts'
import { compilePlan, type Violation } from './compile-plan.ts'
import { checkPlan, planShape, type Plan, type PlannedField } from './plan.ts'

const plan = (over: Record<string, unknown>): Plan => planShape.parse({ events: [], ...over })
const of = (fields: readonly Record<string, unknown>[], over: Record<string, unknown> = {}): Plan => plan({ events: [{ event: 'E', fields }], ...over })

function told(given: Plan, properties: PlainObject, type: 'track' | 'identify' | 'page' = 'track', event = 'E', traits: PlainObject = {}): string[] {
  assert.deepEqual(checkPlan(given), { ok: true, value: undefined })
  return (compilePlan(given, 1).check(type, event, properties, traits) ?? []).map(({ problem, field, blocks }) => `${problem} ${field}${blocks ? ' !' : ''}`)
}

test('types, what is required, values and patterns; null is absent', () => {
  const given = of([
    { field: 'text', type: 'text' }, { field: 'whole', type: 'whole', required: true }, { field: 'on', type: 'date' }, { field: 'tier', type: 'text', values: ['a', 'b'] },
    { field: 'n', type: 'number', values: [1, 2.5] }, { field: 'code', type: 'text', pattern: '[A-Z]{2}\\d+' }, { field: 'yes', type: 'boolean' }, { field: 'list', type: 'list' }, { field: 'object', type: 'object' },
  ])
  assert.deepEqual(told(given, { text: 'x', whole: 3, on: '2026-11-29', tier: 'b', n: 2.5, code: 'AB12', yes: false, list: [1], object: { any: 1 } }), [])
  assert.deepEqual(told(given, { whole: 3, text: null, on: null, tier: null }), [])
  assert.deepEqual(told(given, { text: 1, whole: 3.5, on: 'soon', tier: 'c', n: 3, code: 'xAB12', yes: 'true', list: {}, object: [] }), [
    'type text', 'type whole', 'type on', 'value tier', 'value n', 'pattern code', 'type yes', 'type list', 'type object',
  ])
  assert.deepEqual(told(given, {}), ['field-missing whole'])
  assert.deepEqual(told(given, { whole: null }), ['field-missing whole'])
})

test('fields within others: of objects, of items, with dots in names; parents need not be named', () => {
  const given = of([{ field: 'address.country', type: 'text', required: true }, { field: 'products.[].price', type: 'number', required: true }, { field: 'tags.[]', type: 'text' }, { field: 'a\\.b', type: 'number' }])
  assert.deepEqual(told(given, {}), [], 'what is required of an object is not required where there is none')
  assert.deepEqual(told(given, { address: {}, products: [{ price: 1 }, {}], tags: ['x', 2], 'a.b': 'x' }), ['field-missing address.country', 'field-missing products.[].price', 'type tags.[]', 'type a\\.b'])
  assert.deepEqual(told(given, { address: 'Berlin', products: [1, null], tags: 'x', a: { b: 'x' } }), ['type address', 'type products.[]', 'type tags'])
})

test('what is not planned is told, blocked or let through, as the plan says', () => {
  const fields = [{ field: 'a.b', type: 'text' }]
  assert.deepEqual(told(of(fields), { x: 1, a: { c: 1 } }), [])
  assert.deepEqual(told(of(fields, { unplannedFields: 'report' }), { x: 1, a: { c: 1 } }), ['field-unplanned x', 'field-unplanned a.c'])
  assert.deepEqual(told(of(fields, { unplannedFields: 'block', violations: 'report' }), { 'mail max@example.com': 1, a: 5 }), ['field-unplanned mail [email] !', 'type a'])
  assert.deepEqual(told(of(fields, { unplannedEvents: 'block' }), {}, 'track', 'Other'), ['event-unplanned  !'])
  assert.deepEqual(told(of(fields, { unplannedEvents: 'allow' }), {}, 'track', 'Other'), [])
  assert.deepEqual(told(of(fields), {}, 'page', 'Page Viewed'), ['event-unplanned '])
})

test('traits are those of identify calls, and only where the plan speaks of them', () => {
  const traits = [{ field: 'plan', type: 'text', required: true }]
  assert.deepEqual(told(plan({ traits, violations: 'block' }), {}, 'identify', '', { plan: 1 }), ['type plan !'])
  assert.deepEqual(told(plan({ traits }), {}, 'identify', '', {}), ['field-missing plan'])
  assert.deepEqual(told(plan({}), {}, 'identify', '', { plan: 1 }), [])
})

test('a message never repeats a text that came', () => {
  const given = of([{ field: 'a', type: 'number' }, { field: 'b', type: 'text', values: ['x'] }, { field: 'c', type: 'text', pattern: 'y' }])
  const secret = 'Erika Mustermann'
  const messages = compilePlan(given, 1).check('track', 'E', { a: secret, b: secret, c: secret }, {})!.map(({ message }) => message)
  assert.deepEqual(messages, ['expected a as a number, got text of 16 characters', 'expected b as one of its 1 values, got another', 'expected c to match its pattern, got text of 16 characters that does not'])
})

test('a plan that cannot be is refused with a reason', () => {
  const reasonOf = (given: Plan): string => {
    const checked = checkPlan(given)
    return checked.ok ? 'ok' : checked.failure.message
  }
  assert.match(reasonOf(of([{ field: 'a', type: 'text' }, { field: 'a', type: 'number' }])), /each field once/)
  assert.match(reasonOf(plan({ events: [{ event: 'A' }, { event: 'A' }] })), /each event once/)
  assert.match(reasonOf(of([{ field: 'a', type: 'text' }, { field: 'a.b', type: 'number' }])), /to be an object, the plan says text/)
  assert.match(reasonOf(of([{ field: 'a', type: 'object' }, { field: 'a.[]', type: 'number' }])), /to be a list, the plan says object/)
  assert.match(reasonOf(of([{ field: 'a', type: 'number', pattern: 'x' }])), /a pattern is for texts/)
  assert.match(reasonOf(of([{ field: 'a', type: 'text', pattern: '(' }])), /RE2/)
  assert.match(reasonOf(of([{ field: 'a', type: 'text', pattern: '(a)\\1' }])), /RE2/, 'what could take for ever is no pattern')
  assert.match(reasonOf(of([{ field: 'a', type: 'whole', values: [1.5] }])), /values of type whole/)
  assert.match(reasonOf(of([{ field: '[]', type: 'whole' }])), /name of a field/)
})

test('a pattern that backtracking would never end with costs no time', () => {
  const given = of([{ field: 'a', type: 'text', pattern: '(a+)+b' }])
  const began = performance.now()
  assert.deepEqual(told(given, { a: 'a'.repeat(20_000) }), ['pattern a'])
  assert.ok(performance.now() - began < 1_000)
})

/** The definition, field by field: it collects every place that a path leads to. */
function naive(fields: readonly PlannedField[], properties: PlainObject): string[] {
  const found = new Set<string>()
  for (const { field, type, required } of fields) {
    const names = namesOfPath(field)
    const parents = placesOf(properties, names.slice(0, -1))
    for (const parent of parents) {
      const name = names.at(-1)!
      if (name === '[]') {
        if (Array.isArray(parent)) for (const item of parent) if (item === null || !isA(item, type)) found.add(`type ${field}`)
      } else if (typeof parent === 'object' && parent !== null && !Array.isArray(parent)) {
        const value = Object.hasOwn(parent, name) ? (parent as PlainObject)[name] : undefined
        if (value == null) {
          if (required) found.add(`field-missing ${field}`)
        } else if (!isA(value, type)) found.add(`type ${field}`)
      }
    }
  }
  return [...found].sort()
}

function placesOf(value: unknown, names: readonly string[]): unknown[] {
  if (names.length === 0) return [value]
  const [first, ...rest] = names as [string, ...string[]]
  if (first === '[]') return Array.isArray(value) ? value.flatMap((item) => placesOf(item, rest)) : []
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, first)) return []
  return placesOf((value as PlainObject)[first], rest)
}

function isA(value: unknown, type: string): boolean {
  if (type === 'list') return Array.isArray(value)
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value)
  if (type === 'whole') return Number.isInteger(value)
  if (type === 'date') return typeof value === 'string' && parseInstant(value) !== undefined
  return typeof value === (type === 'text' ? 'string' : type)
}

test('the compiled check and the definition agree on generated plans and events', () => {
  const name = fc.constantFrom('a', 'b', 'constructor')
  const leaf = fc.oneof(fc.string({ maxLength: 3 }), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null), fc.constant('2026-01-01'))
  const { value } = fc.letrec((tie) => ({ value: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('value'), { maxLength: 2 }), fc.dictionary(name, tie('value'), { maxKeys: 3 })) }))
  // Every parent is named with its type, so that what a parent is wrong about is said of the parent alone in both.
  const planned = fc.record({ a: fc.constantFrom('text', 'number', 'whole', 'boolean', 'date', 'object', 'list'), inner: fc.constantFrom('text', 'number', 'whole', 'boolean', 'date'), required: fc.boolean(), deep: fc.boolean() })
  fc.assert(
    fc.property(planned, fc.dictionary(name, value, { maxKeys: 3 }), ({ a, inner, required, deep }, properties) => {
      const within = a === 'object' ? ['a.b'] : a === 'list' ? (deep ? ['a.[].b'] : ['a.[]']) : []
      const given = of([{ field: 'a', type: a, required }, ...(a === 'list' && deep ? [{ field: 'a.[]', type: 'object' }] : []), ...within.map((field) => ({ field, type: inner, required: !field.endsWith(']') && required }))])
      const compiled = (compilePlan(given, 1).check('track', 'E', properties, {}) ?? []).map(({ problem, field }: Violation) => `${problem} ${field}`).sort()
      assert.deepEqual(compiled, naive(given.events[0]!.fields, properties))
    }),
    { numRuns: 300 },
  )
})
