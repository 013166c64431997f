import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ok } from '@touchstone/base'
import { T, operationsRig } from './testing/operations-rig.ts'

test('only facts that say so themselves are counted as invented', async (t) => {
  const { call } = await operationsRig(t, ({ machine }) => {
    const given = (time: number, context: Record<string, unknown>, properties: Record<string, unknown> = {}) => machine.fact(time, { identifiers: ['user_id:u'], event: 'E', context, properties })
    given(T, {})
    given(T + 1, { synthetic: true })
    given(T + 2, { synthetic: true, library: { name: 'x' } })
    // None of these: false, a text, a word further in, a property.
    given(T + 3, { synthetic: false })
    given(T + 4, { synthetic: 'true' })
    given(T + 5, { page: { synthetic: true } })
    given(T + 6, { note: '"synthetic":true' }, { synthetic: true })
  }, true)
  assert.deepEqual(await call('count-synthetic', {}), ok({ holdsSynthetic: true, facts: 7, synthetic: 2, lastAt: T + 2, through: 7 }))
})

test('an installation without any says so', async (t) => {
  const { call } = await operationsRig(t, ({ machine }) => void machine.fact(T, { identifiers: ['user_id:u'], event: 'E' }), true)
  assert.deepEqual(await call('count-synthetic', {}), ok({ holdsSynthetic: false, facts: 1, synthetic: 0, lastAt: null, through: 1 }))
})
