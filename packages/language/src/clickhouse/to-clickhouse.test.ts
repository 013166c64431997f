// What the SQL selects is tested against the oracle in the real engine, by the agreement test of the warehouse room.
// Here: that nothing a user wrote ends up in the text of a query, and which facts are read.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type Query, parseCondition, toClickHouse } from '../index.ts'
import { conditionText } from '../testing.ts'

const PAST = { asOf: 1_000_000, knownAt: 2_000_000 }

function queryOf(text: string): Query {
  const checked = parseCondition(text)
  assert.ok(checked.ok, text)
  return toClickHouse(checked.value, PAST)
}

function assertBound({ sql, parameters }: Query): void {
  const places = new Set([...sql.matchAll(/\{(\w+):[\w()]+\}/g)].map(([, name]) => name))
  assert.deepEqual([...places].sort(), Object.keys(parameters).sort(), 'every place has a value and every value a place')
}

describe('ClickHouse SQL', () => {
  it('binds everything a user wrote', () => {
    const hostile = `it's {x:String} \\ ; DROP TABLE -- 🛒`
    const name = JSON.stringify(hostile).replaceAll('\\\\', '\\\\')
    const query = queryOf(`trait(${name}) = ${name} and trait(${name}) in (${name}, 77777) and sum(${name}.${name}) in last 3 days > 88888 and count(${name}) > 999 and a = 66666.5`)
    for (const written of ['DROP', '77777', '88888', '999', '66666', '🛒']) assert.ok(!query.sql.includes(written), written)
    assertBound(query)
    assert.ok(Object.values(query.parameters).includes(hostile))
  })

  it('is the same shape for every condition', () => {
    fc.assert(
      fc.property(conditionText(fc), (text) => {
        const query = queryOf(text)
        assertBound(query)
        assert.match(query.sql, /^SELECT canonical AS person FROM \(/)
        assert.doesNotMatch(query.sql.replaceAll(/\{\w+:[\w()]+\}/g, ''), /Completed|revenue|plan|[^\x20-\x7e\n]/)
      }),
      { numRuns: 500 },
    )
  })

  it('reads only facts that matter, unless people without any are members', () => {
    const where = (text: string): string => /\n {2}WHERE (.*)\n/.exec(queryOf(text).sql.replaceAll(/\{\w+:(\w+)\}/g, ':$1'))?.[1] ?? ''
    const base = 'f.appended <= :Int64 AND f.happened <= :Int64'
    assert.equal(where('did "X" in last 3 days'), `${base} AND ((f.event = :String AND f.happened > :Int64))`)
    assert.equal(where('did "X" and did "X" in last 3 days'), `${base} AND ((f.event = :String))`)
    assert.equal(where('did "X" and plan = "a"'), `${base} AND ((f.event = :String) OR f.traits != '{}')`)
    assert.equal(where('did not "X"'), base)
    assert.equal(where('plan does not exist'), base)
    assert.equal(where('not plan = "a"'), `${base} AND (f.traits != '{}')`)
  })

  it('reads as far back as the longest window of an event', () => {
    for (const text of ['did "X" in last 3 seconds and did "X" in last 5 seconds', 'did "X" in last 5 seconds and did "X" in last 3 seconds']) {
      const { sql, parameters } = queryOf(text)
      const [, name] = /AND \(\(f\.event = \{\w+:String\} AND f\.happened > \{(\w+):Int64\}\)\)/.exec(sql) ?? []
      assert.equal(parameters[name], String(PAST.asOf - 5_000))
    }
  })

  it('keeps the parameters of several queries apart by prefix', () => {
    const checked = parseCondition('plan = "a"')
    assert.ok(checked.ok)
    const names = Object.keys(toClickHouse(checked.value, PAST, { prefix: 'left' }).parameters)
    assert.ok(names.length > 0 && names.every((name) => name.startsWith('left')))
  })
})
