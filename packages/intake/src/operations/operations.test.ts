import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ok } from '@touchstone/base'
import { intakeOperations } from './index.ts'
import type { Quarantine } from '../quarantine.ts'

const caller = { subject: 'admin', permissions: [] }

/** Answers as the quarantine does, and remembers what it was asked. */
function recorded(entries: number): { quarantine: Quarantine; asked: unknown[][] } {
  const asked: unknown[][] = []
  const entry = (id: number) => ({ id, reason: 'r.s', message: 'm', source: 's', receivedAt: 1, events: 1, cut: false, state: 'waiting' as const })
  const quarantine = {
    list: async (...given: unknown[]) => {
      asked.push(given)
      return ok(Array.from({ length: Math.min(entries, given[0] as number) }, (_, i) => entry(100 - i)))
    },
    waiting: async () => ok([{ reason: 'r.s', entries, events: entries }]),
    explain: async (...given: unknown[]) => (asked.push(given), ok({ ...entry(7), text: '{}' })),
    replay: async (...given: unknown[]) => (asked.push(given), ok({ facts: 1, quarantined: 0, position: 9 })),
  }
  return { quarantine: quarantine as unknown as Quarantine, asked }
}

test('every operation’s example fits its shapes and its permission its effect', () => {
  const operations = intakeOperations(recorded(0).quarantine)
  assert.deepEqual(operations.map((one) => [one.name, one.method, one.path, one.permission]), [
    ['intake.list-quarantine', 'GET', 'intake/quarantine', 'intake:read'],
    ['intake.explain-quarantined', 'GET', 'intake/quarantine/{id}', 'intake:reveal'],
    ['intake.replay-quarantined', 'POST', 'intake/quarantine/{id}/replay', 'intake:write'],
  ])
  for (const { input, output, example } of operations) {
    assert.ok(input.safeParse(example.input).success)
    assert.deepEqual(output.parse(example.output), example.output)
  }
})

test('a list reads its input from text and gives a cursor only when there is more', async () => {
  for (const [entries, next] of [[2, undefined], [3, 99]] as const) {
    const { quarantine, asked } = recorded(entries)
    const [list] = intakeOperations(quarantine)
    const input = list!.input.parse({ limit: '2', cursor: '500', reason: 'r.s' })
    const answer = await list!.handler(input, caller)
    assert.ok(answer.ok)
    assert.deepEqual(asked, [[3, 500, 'r.s']])
    const value = answer.value as { entries: unknown[]; next?: number }
    assert.deepEqual([value.entries.length, value.next], [2, next])
    assert.deepEqual(list!.output.parse(value), value)
  }
})

test('ids and limits outside their range are refused by the shape', () => {
  const [list, explain] = intakeOperations(recorded(0).quarantine)
  for (const input of [{ limit: '0' }, { limit: '501' }, { limit: 'x' }, { cursor: '-1' }]) assert.ok(!list!.input.safeParse(input).success)
  for (const id of ['0', '1.5', 'x', '', '9'.repeat(30)]) assert.ok(!explain!.input.safeParse({ id }).success)
})

test('explain and replay pass on what they were given', async () => {
  const { quarantine, asked } = recorded(0)
  const [, explain, replay] = intakeOperations(quarantine)
  assert.ok((await explain!.handler(explain!.input.parse({ id: '7' }), caller)).ok)
  assert.ok((await replay!.handler(replay!.input.parse({ id: '7', body: { type: 'track' } }), caller)).ok)
  assert.deepEqual(asked, [[7], [7, { type: 'track' }]])
})
