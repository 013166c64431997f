import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MINUTE } from '@touchstone/base'
import { RecordCache } from '@touchstone/stream'
import { CellKey } from './cell-key.ts'
import { ChunkCache } from './chunk-cache.ts'
import { MOST_MESSAGES, mergeMessages, remember } from './messages-cell.ts'
import { PersonRecord } from './person-record.ts'

const T = 1_700_000_000_000
/** Spread like a hash. */
const low = (number: number): number => Math.imul(number, 0x9e3779b1) >>> 0

function people(count: number): PersonRecord[] {
  const cache = new RecordCache(4 * 1024 * 1024)
  const chunks = new ChunkCache(4 * 1024 * 1024, () => undefined)
  return Array.from({ length: count }, (_, i) => new PersonRecord(cache, chunks).at(PersonRecord.create(cache, i + 1, T)))
}

// Found by a bench: the 786,433rd message of a person within a day outgrew the record, and the partition stopped.
test('however many messages one person is sent in a day, their record is bounded and the newest are told apart', () => {
  const [person, other] = people(2)
  const sent = 820_000
  // Ten thousand a minute.
  for (let i = 0; i < sent; i++) assert.ok(remember(person!, i, low(i), T + Math.floor(i / 10_000) * MINUTE))
  assert.ok(person!.cellSize(CellKey.MESSAGES) < 6.5e6, `${person!.cellSize(CellKey.MESSAGES)} bytes`)
  for (let i = sent - MOST_MESSAGES / 2; i < sent; i++) assert.ok(!remember(person!, i, low(i), T + 82 * MINUTE), `message ${i} is a duplicate`)
  for (let i = 0; i < 1000; i++) assert.ok(remember(other!, -1 - i, low(i + sent), T))
  mergeMessages(other!, person!)
  assert.ok(other!.cellSize(CellKey.MESSAGES) < 6.5e6)
  assert.ok(!remember(other!, sent - 1, low(sent - 1), T + 82 * MINUTE), 'the union knows them too')
})

test('of one minute with too many a share is kept', () => {
  const [person] = people(1)
  for (let i = 0; i < 450_000; i++) assert.ok(remember(person!, i, low(i), T))
  assert.ok(person!.cellSize(CellKey.MESSAGES) < 6.5e6)
})
