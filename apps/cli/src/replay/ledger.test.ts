import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { before, describe, test } from 'node:test'
import { DAY } from '@touchstone/base'
import type { Collected } from './collect.ts'
import { LARGEST_EVENT, createFactWriter, isRejected } from './facts.ts'
import { parseMapping } from './mapping.ts'
import type { Mapping } from './mapping.ts'
import { readFacts } from './replay.ts'
import { contentsOf } from './summary.ts'

// The whole Online Retail ledger through the shipped mapping, against figures that were counted in other ways.

const MAPPING = new URL('../../../../docs/examples/online-retail.mapping.json', import.meta.url)
const LEDGER = fileURLToPath(new URL('../../../../../shared/data/commerce/online-retail.csv.gz', import.meta.url))

describe('the whole Online Retail ledger', { skip: existsSync(LEDGER) ? false : 'needs ../shared/data/commerce/online-retail.csv.gz' }, () => {
  let mapping: Mapping
  let ledger: Collected
  before(async () => {
    const parsed = parseMapping(readFileSync(MAPPING, 'utf8'))
    assert.ok(parsed.ok)
    mapping = parsed.value
    const read = await readFacts(LEDGER, mapping)
    assert.ok(read.ok)
    ledger = read.value
  })

  test('22,190 orders of 4,372 customers, of which 3,654 refunds; 3,710 guests', () => {
    const contents = contentsOf(ledger)
    assert.deepEqual([contents.lines, contents.facts, contents.withUser, contents.users, contents.guests], [541_909, 25_900, 22_190, 4_372, 3_710])
    assert.deepEqual(contents.byEvent, [
      { event: 'Order Completed', users: 18_536, guests: 3_528, totals: { revenue: '10644560.424' } },
      { event: 'Order Refunded', users: 3_654, guests: 182, totals: { revenue: '-896812.49' } },
    ])
  })

  test('every order fits into one event, also the largest with 1,114 lines', () => {
    const write = createFactWriter(mapping, ledger, 0)
    let largest = { bytes: 0, lines: 0 }
    for (const group of ledger.groups) {
      const fact = write(group)
      if (isRejected(fact)) assert.fail(`${fact.key}: ${fact.reason}`)
      const bytes = Buffer.byteLength(fact.text)
      if (bytes > largest.bytes) largest = { bytes, lines: group.lines }
    }
    assert.deepEqual(largest, { bytes: 55_248, lines: 1_114 })
    assert.ok(largest.bytes <= LARGEST_EVENT)
  })

  test('as of 2011-12-10: 751 people with 3 orders in 90 days; 383 customers and 392 guests who spent 1,000 in 365 days and nothing in 60', () => {
    const asOf = Date.UTC(2011, 11, 10)
    const people = new Map<string, { orders90: number; spent365: bigint; orders60: number; guest: boolean }>()
    for (const group of ledger.groups) {
      if (group.event !== 'Order Completed') continue
      const key = group.user ?? `guest-${group.key}`
      const person = people.get(key) ?? { orders90: 0, spent365: 0n, orders60: 0, guest: group.user === undefined }
      people.set(key, person)
      const within = (days: number): boolean => group.happened > asOf - days * DAY && group.happened <= asOf
      if (within(90)) person.orders90++
      if (within(60)) person.orders60++
      if (within(365)) person.spent365 += ledger.rules.sums(group.states).get('revenue') ?? 0n
    }
    const all = [...people.values()]
    const lapsed = all.filter((person) => person.spent365 >= 1_000_000_000n && person.orders60 === 0)
    assert.equal(all.filter((person) => person.orders90 >= 3).length, 751)
    assert.deepEqual([lapsed.filter((person) => !person.guest).length, lapsed.filter((person) => person.guest).length], [383, 392])
  })
})
