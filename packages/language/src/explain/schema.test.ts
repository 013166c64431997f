import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { parseStoredCondition } from '../parse-condition.ts'
import { conditionText } from '../testing/generators.ts'
import type { Checked } from '../check/tree.ts'
import { conditionSchema, fromJson, toJson } from './schema.ts'

const fits = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(conditionSchema)

function checkedOf(text: string): Checked {
  const checked = parseStoredCondition(text)
  assert.ok(checked.ok, `${text}: ${checked.ok || checked.failure.message}`)
  return checked.value
}

/** Every object of a JSON value, with the way to it. */
function* objectsOf(value: unknown, path: readonly (string | number)[] = []): Generator<{ path: readonly (string | number)[]; keys: string[] }> {
  if (typeof value !== 'object' || value === null) return
  if (!Array.isArray(value)) yield { path, keys: Object.keys(value) }
  for (const [key, item] of Object.entries(value)) yield* objectsOf(item, [...path, key])
}

/** A copy with one object changed. */
function changed(value: unknown, path: readonly (string | number)[], change: (object: Record<string, unknown>) => unknown): unknown {
  const copy = structuredClone(value) as Record<string, unknown>
  let parent: Record<string, unknown> = { value: copy }
  let key: string | number = 'value'
  for (const step of path) {
    parent = parent[key] as Record<string, unknown>
    key = step
  }
  parent[key] = change(parent[key] as Record<string, unknown>)
  return parent === copy || path.length > 0 ? copy : parent.value
}

describe('the JSON of a checked condition', () => {
  it('fits the schema, and gives the condition again', () => {
    fc.assert(
      fc.property(conditionText(fc), (text) => {
        const checked = checkedOf(text)
        const json: unknown = JSON.parse(JSON.stringify(toJson(checked)))
        assert.ok(fits(json), `${text}: ${JSON.stringify(fits.errors?.slice(0, 3))}`)
        assert.deepEqual(fromJson(json), checked)
      }),
      { numRuns: 1_200 },
    )
  })

  it('fits no more with anything left out, added or of another type', () => {
    const json = fc.tuple(conditionText(fc), fc.nat()).map(([text, seed]) => ({ text, seed, json: JSON.parse(JSON.stringify(toJson(checkedOf(text)))) as unknown }))
    fc.assert(
      fc.property(json, ({ text, seed, json: value }) => {
        const objects = [...objectsOf(value)]
        const { path, keys } = objects[seed % objects.length]
        const key = keys[seed % keys.length]
        const without = changed(value, path, ({ [key]: _, ...rest }) => rest)
        assert.equal(fits(without), false, `${text} without ${path.join('.')}.${key}`)
        assert.equal(fits(changed(value, path, (object) => ({ ...object, surplus: 1 }))), false, `${text} with more at ${path.join('.')}`)
        assert.equal(fits(changed(value, path, (object) => ({ ...object, [key]: { no: 'such thing' } }))), false, `${text} with another ${path.join('.')}.${key}`)
      }),
      { numRuns: 600 },
    )
  })

  it('is a constant that is itself JSON', () => {
    assert.deepEqual(JSON.parse(JSON.stringify(conditionSchema)), conditionSchema)
    const value = toJson(checkedOf('a after "2026-01-01" and count("X") since "2026-01-01" > 1')) as { root: { items: Record<string, never>[] } }
    assert.deepEqual(value.root.items[0].test, { kind: 'when', base: 'epoch', after: Date.UTC(2026, 0, 1), upTo: null })
    assert.deepEqual(value.root.items[1].aggregate, { function: 'count', events: { event: 'X', filter: null, window: { kind: 'absolute', from: Date.UTC(2026, 0, 1), to: null } }, path: [] })
  })
})
