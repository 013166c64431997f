import assert from 'node:assert/strict'
import { it } from 'node:test'
import { DAY } from '@touchstone/base'
import { parseCondition } from '../parse-condition.ts'
import { START } from '../testing.ts'
import { explainSteps } from './explain.ts'

it('somebody with very many facts is explained in small steps', () => {
  const facts = Array.from({ length: 20_000 }, (_, index) => ({
    event: 'Ping',
    timestamp: START + Math.floor(300 * DAY * (((index * 7919) % 20_000) / 20_000)),
    appended: START,
    position: index + 1,
    hash: BigInt(index),
    properties: { v: index % 100 },
    traits: index % 5_000 === 0 ? { timezone: 'Europe/Berlin' } : {},
  }))
  const texts = [
    '(count("Ping") in last 1 hour >= 1) for 100 days',
    'entered (sum("Ping".v) in last 1 day >= 6000) in last 300 days',
    '"Ping" then "Ping" within 1 day without "Pong" then "Ping" within 1 day and not "Pong" within 1 day after',
    'count("Ping" where hour(their zone) >= 9) today in their zone > 3',
  ]
  for (const text of texts) {
    const checked = parseCondition(text)
    assert.ok(checked.ok, text)
    const began = performance.now()
    const steps = explainSteps(checked.value, { person: 1, facts, asOf: START + 300 * DAY })
    let count = 1
    for (; steps.next().done !== true; count++);
    assert.ok(count > 1_000, `${count} steps`)
    assert.ok(performance.now() - began < 10_000, `${text} took ${performance.now() - began} ms`)
  }
})
