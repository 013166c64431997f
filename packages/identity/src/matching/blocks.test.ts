import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Blocks, MOST_PAIRS_PER_BLOCK, PASSES, keysOf, listedKeys, type PairScope } from './blocks.ts'
import { RecordTable } from './record-table.ts'
import { inventList } from './testing/index.ts'

function tableOf(count: number, known = 0): RecordTable {
  const { rows } = inventList(count, 5)
  const table = new RecordTable('day-first', 4)
  for (const row of rows.slice(known)) table.addListed(row)
  for (const row of rows.slice(0, known)) table.addKnown(row)
  return table
}

function allPairs(table: RecordTable, scope: PairScope): Map<string, number> {
  const found = new Map<string, number>()
  const reports = new Blocks(table, scope).pairs((a, b, passes) => {
    assert.ok(a < b)
    assert.ok(!found.has(`${a} ${b}`), 'each pair once')
    found.set(`${a} ${b}`, passes)
    return true
  })
  assert.equal(reports.reduce((sum, { pairs }) => sum + pairs, 0), found.size)
  return found
}

test('every pair that shares a key comes once, with the passes that found it', () => {
  for (const [known, scope] of [[0, { within: true, across: false }], [300, { within: true, across: true }], [300, { within: false, across: true }]] as const) {
    const table = tableOf(600, known)
    const found = allPairs(table, scope)
    const keys = Array.from({ length: table.size }, (_, record) => {
      const own = new Uint32Array(PASSES.length)
      keysOf(table, record, own)
      return own
    })
    let wanted = 0
    for (let a = 0; a < table.listed; a++) {
      for (let b = a + 1; b < table.size; b++) {
        if (b < table.listed ? !scope.within : !scope.across) continue
        const passes = PASSES.reduce((bits, _, pass) => (keys[a]![pass] !== 0 && keys[a]![pass] === keys[b]![pass] ? bits | (1 << pass) : bits), 0)
        if (passes === 0) continue
        wanted++
        assert.equal(found.get(`${a} ${b}`), passes)
      }
    }
    assert.equal(found.size, wanted)
  }
})

test('a block that is too large is split, and what is still too large is left out and told', () => {
  const table = new RecordTable()
  const count = Math.ceil(Math.sqrt(2 * MOST_PAIRS_PER_BLOCK)) + 10
  // One switchboard: with names of their own they can be told apart, without they cannot.
  for (let i = 0; i < count; i++) table.addListed({ given: `N${'abcdefghij'[i % 10]}${i}`, family: `F${i}`, phone: '030 5550100' })
  for (let i = 0; i < count; i++) table.addListed({ given: 'Anna', birth: '1970-01-01', family: '' })
  const reports = new Blocks(table, { within: true, across: false }).pairs(() => true)
  const of = (pass: string) => reports.find((one) => one.pass === pass)!
  assert.deepEqual(of('same phone number'), { pass: 'same phone number', pairs: 0, split: 1, leftOut: 0, pairsLeftOut: 0 })
  assert.equal(of('same date of birth').split, 1)
  const months = of('given name by sound, born in one month')
  assert.deepEqual([months.split, months.pairs], [1, 0])
})

test('whoever takes pairs may stop', () => {
  let taken = 0
  new Blocks(tableOf(600), { within: true, across: false }).pairs(() => ++taken < 10)
  assert.equal(taken, 10)
})

test('somebody known who shares nothing with the list leaves no trace', () => {
  const table = tableOf(200)
  const [listed, texts] = [table.size, table.names.size]
  const keys = listedKeys(table)
  const own = new Uint32Array(PASSES.length)
  const shares = (record: number): boolean => (keysOf(table, record, own), own.some((key) => key !== 0 && keys.has(key)))
  assert.ok(!table.addKnownIf({ given: 'Quirin', family: 'Xylander', birth: '1881-02-03', postcode: 'ZZ1', email: 'q@x.example' }, shares))
  assert.deepEqual([table.size, table.names.size, table.listed], [listed, texts, listed])
  const { rows } = inventList(200, 5)
  assert.ok(table.addKnownIf(rows[0]!, shares))
  assert.equal(table.size, listed + 1)
})
