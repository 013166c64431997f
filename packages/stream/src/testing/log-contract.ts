import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ManualClock } from '@touchstone/base'
import { RecordBatch } from '../log/record-batch.ts'
import type { Log, LogReader } from '../log/log.ts'

export interface LogUnderTest {
  readonly log: Log
  openReader(): LogReader
  /** Closes and opens again over the same storage. */
  reopen(): Promise<LogUnderTest>
}

/** Every log keeps these promises: call it in a test file with a way to open an empty one. */
export function logContract(name: string, open: (clock: ManualClock) => Promise<LogUnderTest>): void {
  const batch = (...texts: string[]): RecordBatch => {
    const built = new RecordBatch()
    for (const text of texts) built.add(7, Buffer.from(text))
    return built
  }
  const readAll = (log: Log, reader: LogReader, from = 1): { position: number; time: number; kind: number; text: string }[] => {
    const found: { position: number; time: number; kind: number; text: string }[] = []
    let next = from
    while (next <= log.end) {
      next = reader.read(next, log.end, 1000, ({ position, time, kind, bytes, start, end }) => {
        found.push({ position, time, kind, text: bytes.toString('utf8', start, end) })
      })
    }
    return found
  }

  test(`${name}: positions count from 1 without a gap and records read back as appended`, async () => {
    const { log, openReader } = await open(new ManualClock(1000))
    const first = await log.append(batch('a', 'b'))
    const second = await log.append(batch('', 'ü'.repeat(500_000)))
    assert.ok(first.ok && second.ok)
    assert.equal(first.value.first, 1)
    assert.equal(second.value.first, 3)
    assert.equal(log.end, 4)
    const records = readAll(log, openReader())
    assert.deepEqual(records.map((one) => one.position), [1, 2, 3, 4])
    assert.deepEqual(records.map((one) => one.kind), [7, 7, 7, 7])
    assert.deepEqual([records[0]!.text, records[2]!.text, records[3]!.text.length], ['a', '', 500_000])
    assert.deepEqual(readAll(log, openReader(), 3).map((one) => one.position), [3, 4])
    await log.close()
  })

  test(`${name}: append times never decrease, even when the clock does, even after reopening`, async () => {
    const clock = new ManualClock(5000)
    const opened = await open(clock)
    await opened.log.append(batch('a'))
    clock.time = 3000
    const next = await opened.log.append(batch('b'))
    assert.ok(next.ok && next.value.time === 5000)
    const again = await opened.reopen()
    assert.equal(again.log.end, 2)
    assert.equal(again.log.endTime, 5000)
    const third = await again.log.append(batch('c'))
    assert.ok(third.ok && third.value.time === 5000 && third.value.first === 3)
    assert.deepEqual(readAll(again.log, again.openReader()).map((one) => one.text), ['a', 'b', 'c'])
    await again.log.close()
  })

  test(`${name}: appends of many callers at once all get their own positions, and listeners see the end grow`, async () => {
    const { log, openReader } = await open(new ManualClock(1000))
    const ends: number[] = []
    log.onDurable((end) => ends.push(end))
    const results = await Promise.all(Array.from({ length: 300 }, (_, i) => log.append(batch(`${i}.0`, `${i}.1`))))
    const firsts = results.map((one) => (one.ok ? one.value.first : NaN)).sort((a, b) => a - b)
    assert.deepEqual(firsts, Array.from({ length: 300 }, (_, i) => 2 * i + 1))
    assert.deepEqual(ends, ends.toSorted((a, b) => a - b))
    assert.equal(ends.at(-1), 600)
    const texts = readAll(log, openReader()).map((one) => one.text)
    results.forEach((one, i) => assert.equal(texts[(one.ok ? one.value.first : NaN) - 1], `${i}.0`))
    await log.close()
  })

  test(`${name}: a reader follows a log that grows`, async () => {
    const { log, openReader } = await open(new ManualClock(1000))
    const reader = openReader()
    const seen: string[] = []
    let next = 1
    for (let i = 0; i < 50; i++) {
      await log.append(batch(`${i}`, 'x'.repeat(i * 100)))
      next = reader.read(next, log.end, 1, ({ bytes, start, end }) => seen.push(bytes.toString('utf8', start, end)))
    }
    assert.equal(next, 101)
    assert.deepEqual(seen.filter((_, i) => i % 2 === 0), Array.from({ length: 50 }, (_, i) => `${i}`))
    await log.close()
  })

  test(`${name}: a new reader gets to its place however much lies before it`, async () => {
    const { log, openReader } = await open(new ManualClock(1000))
    for (let i = 0; i < 40; i++) await log.append(batch('x'.repeat(100_000)))
    const seen: number[] = []
    assert.equal(openReader().read(40, log.end, 1, ({ position }) => seen.push(position)), 41)
    assert.deepEqual(seen, [40])
    await log.close()
  })

  test(`${name}: a log that was told to refuse keeps nothing until it is told otherwise`, async () => {
    const { log } = await open(new ManualClock(1000))
    log.refuse('the disk is nearly full')
    const refused = await log.append(batch('no'))
    assert.ok(!refused.ok && refused.failure.code === 'stream.full' && /nearly full/.test(refused.failure.message))
    const ticked = await log.tick(0)
    assert.ok(ticked.ok && ticked.value.first === 1, 'time goes on all the same')
    log.refuse(undefined)
    const taken = await log.append(batch('yes'))
    assert.ok(taken.ok && taken.value.first === 2)
    await log.close()
  })

  test(`${name}: a closed log refuses with stream.broken`, async () => {
    const { log } = await open(new ManualClock(1000))
    await log.close()
    const refused = await log.append(batch('late'))
    assert.ok(!refused.ok && refused.failure.code === 'stream.broken')
  })
}
