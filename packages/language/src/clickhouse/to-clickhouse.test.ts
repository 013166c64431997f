// What the SQL selects is tested against the oracle in the real engine, by the agreement test of the warehouse room.
// Here: that nothing a user wrote ends up in the text of a query, and which facts are read.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { HOUR, SECOND } from '@touchstone/base'
import { type Query, parseCondition, rankText, theirZonesQuery, toClickHouse, type Rank } from '../index.ts'
import { condition, TRAITS } from '../testing.ts'

const PAST = { asOf: Date.UTC(2026, 9, 25, 1), knownAt: Date.UTC(2026, 9, 25, 2) }
const ZONES = ['Europe/Berlin', 'UTC']

function rootOf(text: string) {
  const checked = parseCondition(text)
  assert.ok(checked.ok, text)
  return checked.value
}

function queryOf(text: string): Query {
  return toClickHouse(rootOf(text), PAST, { zones: ZONES })
}

function assertBound({ sql, parameters }: Query): void {
  const places = new Set([...sql.matchAll(/\{(\w+):[\w()]+\}/g)].map(([, name]) => name))
  assert.deepEqual([...places].sort(), Object.keys(parameters).sort(), 'every place has a value and every value a place')
}

const withoutPlaces = (sql: string): string => sql.replaceAll(/\{\w+:(\w+)(?:\(\w+\))?\}/g, ':$1')

describe('ClickHouse SQL', () => {
  it('binds everything a user wrote', () => {
    const hostile = `it's {x:String} \\ ; DROP TABLE -- 🛒`
    const name = JSON.stringify(hostile)
    const path = `${name}.${name}`
    const texts = [
      `trait(${name}) = ${name} and trait(${name}) in (${name}, 77777) and trait(${name}) contains ${name} and trait(${name}) contains any (${name}, 77777)`,
      `trait(${name}) = trait(${name}) and trait(${name}) after "1977-07-07" and trait(${name}) anniversary in next 77 days`,
      `sum(${path}) in last 3 days > 88888 and count(${name}) > 5432 and a = 66666.5 and average(${path}) > 2 * maximum(${path}) and distinct(${path}) / minimum(${path}) < 66666.5`,
      `did ${name} where (${name} = ${name} and any ${name} (${name} starts with ${name}) and ${name} != trait(${name})) 5432 times`,
      `last(${path}) = ${name} and nth(${name}, 77) in last 77777 seconds`,
      `${name} then ${name} within 77777 seconds without ${name} and not ${name} within 77777 seconds after`,
      `(trait(${name}) = ${name} and sum(${path}) in last 77777 seconds > 88888) for 77777 seconds and entered (count(${name}) > 5432) in last 77777 seconds`,
      `random share 77.77% of ${name} and top 77.77% by sum(${path})`,
    ]
    for (const text of texts) {
      const query = queryOf(text)
      for (const written of ['DROP', '7777', '88888', '5432', '66666', '🛒', '1977']) assert.ok(!query.sql.includes(written), `${written} of ${text} in ${query.sql}`)
      assertBound(query)
      assert.ok(Object.values(query.parameters).some((value) => value === hostile || value === name), text)
    }
  })

  it('is the same shape for every condition', () => {
    const words = new RegExp(['Completed', 'revenue', 'products', ...TRAITS.filter((trait) => /^[a-z_]{4,}$/.test(trait)), '[^\\x20-\\x7e\\n]'].join('|'))
    fc.assert(
      fc.property(condition(fc), (root) => {
        const query = toClickHouse({ root }, PAST, { zones: ZONES })
        assertBound(query)
        assert.match(query.sql, /^SELECT canonical AS person FROM \(/)
        assert.doesNotMatch(withoutPlaces(query.sql), words)
      }),
      { numRuns: 500 },
    )
  })

  it('reads only facts that matter, unless people without any are members', () => {
    const where = (text: string): string => /WHERE f\.appended <= :Int64 AND (.*)\nGROUP/.exec(withoutPlaces(queryOf(text).sql))?.[1] ?? '?'
    const known = 'f.happened <= :Int64'
    const x = 'f.event = :String'
    const traits = 'length(f.traits) > 2'
    const reasons: readonly (readonly [string, string])[] = [
      ['did "X" in last 3 days', `(${known} AND (${x} AND f.happened > :Int64))`],
      ['did "X" and did "X" in last 3 days', `(${known} AND ${x})`],
      ['did "X" and plan = "a"', `(${known} AND (${x} OR ${traits}))`],
      ['did "X" where (y = trait("a"))', `(${known} AND (${x} OR ${traits}))`],
      ['did "X" yesterday', `(${known} AND (${x} AND f.happened > :Int64 AND f.happened <= :Int64))`],
      ['did "X" yesterday in their zone', `(${known} AND ((${x} AND f.happened > :Int64 AND f.happened <= :Int64) OR ${traits}))`],
      ['"X" then "Y" without "Z" in last 3 days', `(${known} AND (${Array(3).fill(`(${x} AND f.happened > :Int64)`).join(' OR ')}))`],
      ['not plan = "a"', `(${known} AND ${traits})`],
      ['(plan = "a") for 3 days', `(${known} AND ${traits})`],
      ['did not "X"', known],
      ['plan does not exist', known],
      ['hour() = 3', known],
      ['random share 10% of "s"', known],
      // The time of the first fact of all counts.
      ['(did not "X") for 3 days and did "X"', known],
    ]
    for (const [text, expected] of reasons) assert.equal(where(text), expected, text)
  })

  it('reads as far back as the longest window of an event', () => {
    const longest = (text: string): string | readonly string[] | undefined => {
      const { sql, parameters } = queryOf(text)
      const [, name] = /AND \(f\.event = \{\w+:String\} AND f\.happened > \{(\w+):Int64\}\)/.exec(sql) ?? []
      return parameters[name as string]
    }
    assert.equal(longest('did "X" in last 3 seconds and did "X" in last 5 seconds'), String(PAST.asOf - 5 * SECOND))
    assert.equal(longest('did "X" in last 5 seconds and did "X" from 3 seconds ago to 1 second ago'), String(PAST.asOf - 5 * SECOND))
    assert.equal(longest('(did "X" in last 3 seconds) for 5 seconds'), String(PAST.asOf - 8 * SECOND))
    // The clocks of Berlin went back an hour ago.
    assert.equal(longest('did "X" today in zone "Europe/Berlin" and did "X" in last 1 hour'), String(PAST.asOf - 3 * HOUR - 1))
  })

  it('takes a threshold that it is given, and computes one that it is not', () => {
    const checked = rootOf('top 5% by sum("X".y)')
    const key = rankText(checked.root as Rank)
    const given = toClickHouse(checked, PAST, { thresholds: (asked) => (asked === key ? 77.5 : undefined) })
    assert.ok(Object.values(given.parameters).includes('77.5'))
    assert.equal(given.sql.match(/groupArray/), null)
    assert.match(toClickHouse(checked, PAST).sql, />= \(SELECT threshold FROM/)
    assert.match(toClickHouse(checked, PAST, { thresholds: () => undefined }).sql, /WHERE 0$/)
  })

  it('asks for zones where a person\'s zone is looked at', () => {
    assert.equal(theirZonesQuery(rootOf('did "X" today'), PAST), undefined)
    for (const text of ['did "X" today in their zone', 'hour(their zone) = 3', 'did "X" where (hour(their zone) = 3)']) {
      const query = theirZonesQuery(rootOf(text), PAST)
      assert.ok(query !== undefined, text)
      assertBound(query)
    }
  })

  it('keeps the parameters of several queries apart by prefix', () => {
    const names = Object.keys(toClickHouse(rootOf('plan = "a"'), PAST, { prefix: 'left' }).parameters)
    assert.ok(names.length > 0 && names.every((name) => name.startsWith('left')))
  })
})
