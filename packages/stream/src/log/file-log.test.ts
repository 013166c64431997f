import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { ManualClock } from '@touchstone/base'
import { FaultyDisk, logContract } from '../testing.ts'
import { directoryDisk, type Disk } from './disk.ts'
import { openFileLog } from './file-log.ts'
import { openFileReader } from './file-reader.ts'
import { DamagedLogError } from './recovery.ts'
import { RecordBatch } from './record-batch.ts'

const directory = mkdtempSync(join(tmpdir(), 'touchstone-log-'))
after(() => rmSync(directory, { recursive: true, force: true }))
let made = 0

async function openOn(disk: Disk, clock: ManualClock, segmentBytes?: number) {
  const log = await openFileLog(segmentBytes === undefined ? { disk, clock } : { disk, clock, segmentBytes })
  return {
    log,
    openReader: () => openFileReader(disk),
    reopen: async () => {
      await log.close()
      return openOn(disk, clock, segmentBytes)
    },
  }
}

logContract('files', (clock) => openOn(directoryDisk(join(directory, String(made++))), clock))
logContract('files, tiny segments', (clock) => openOn(directoryDisk(join(directory, String(made++))), clock, 1))
logContract('faulty disk at rest', (clock) => openOn(new FaultyDisk(), clock))

const one = (text: string): RecordBatch => RecordBatch.of(1, Buffer.from(text))

test('nothing is acknowledged before it is synced', async () => {
  const disk = new FaultyDisk()
  const { log } = await openOn(disk, new ManualClock(1))
  for (let i = 0; i < 5; i++) {
    disk.journal.length = 0
    await log.append(one('x'))
    assert.deepEqual(disk.journal, ['write', 'sync'])
  }
})

test('a reader that comes back to any place, before or behind the one it was at, goes on from there', async () => {
  for (const segmentBytes of [1, 200, 1024 * 1024]) {
    const disk = directoryDisk(join(directory, String(made++)))
    const { log, openReader } = await openOn(disk, new ManualClock(1), segmentBytes)
    for (let i = 1; i <= 30; i++) {
      const batch = one(`${i}`)
      if (i % 3 === 0) batch.add(1, Buffer.from('in one block with the one before'))
      await log.append(batch)
    }
    const reader = openReader()
    for (const from of [2, 3, 17, 18, 40, 39, 1, 38, 20, 20, 5]) {
      const seen: number[] = []
      const next = reader.read(from, from, 1, ({ position }) => seen.push(position))
      assert.equal(seen[0], from, `segments of ${segmentBytes} bytes`)
      assert.equal(next, seen.at(-1)! + 1)
    }
    await log.close()
  }
})

test('after a power cut everything acknowledged is there and a torn tail is gone', async () => {
  for (const [torn, segmentBytes] of [0, 1, 20, 33, 60].flatMap((bytes) => [[bytes, 200], [bytes, 1024 * 1024]] as const)) {
    const disk = new FaultyDisk()
    const { log } = await openOn(disk, new ManualClock(1), segmentBytes)
    for (let i = 0; i < 10; i++) assert.ok((await log.append(one(`kept ${i}`))).ok)
    disk.failSync = true
    assert.ok(!(await log.append(one('never acknowledged, and long enough to be torn'))).ok)
    disk.failSync = false
    disk.tornBytes = torn
    disk.cutPower()
    const again = await openOn(disk, new ManualClock(1), segmentBytes)
    assert.equal(again.log.end, 10, `torn after ${torn} bytes, segments of ${segmentBytes}`)
    assert.ok((await again.log.append(one('next'))).ok)
    const seen: string[] = []
    let next = 1
    const reader = again.openReader()
    while (next <= 11) next = reader.read(next, 11, 10_000, ({ bytes, start, end }) => seen.push(bytes.toString('utf8', start, end)))
    assert.deepEqual(seen, [...Array.from({ length: 10 }, (_, i) => `kept ${i}`), 'next'])
  }
})

test('a full disk refuses with stream.full, keeps nothing of the batch, and goes on when there is room', async () => {
  const disk = new FaultyDisk()
  const { log, reopen } = await openOn(disk, new ManualClock(1))
  await log.append(one('before'))
  disk.room = 10
  const refused = await log.append(one('does not fit'))
  assert.ok(!refused.ok && refused.failure.code === 'stream.full')
  assert.equal(log.end, 1)
  disk.room = Infinity
  const taken = await log.append(one('fits'))
  assert.ok(taken.ok && taken.value.first === 2)
  assert.equal((await reopen()).log.end, 2)
})

test('a failed sync breaks the log: nothing after it is trusted', async () => {
  const disk = new FaultyDisk()
  const { log } = await openOn(disk, new ManualClock(1))
  disk.failSync = true
  const refused = await log.append(one('x'))
  assert.ok(!refused.ok && refused.failure.code === 'stream.broken')
  disk.failSync = false
  const later = await log.append(one('y'))
  assert.ok(!later.ok && later.failure.code === 'stream.broken')
})

test('damage before acknowledged records refuses the start and names the place', async () => {
  const disk = new FaultyDisk()
  const { log } = await openOn(disk, new ManualClock(1))
  for (let i = 0; i < 3; i++) await log.append(one(`record ${i}`))
  disk.damage(disk.list()[0]!, 45)
  await assert.rejects(openOn(disk, new ManualClock(1)), (error) => error instanceof DamagedLogError && /damaged at byte \d+/.test(error.message))
})

test('a reader stops loudly at damage', async () => {
  const disk = new FaultyDisk()
  const { log, openReader } = await openOn(disk, new ManualClock(1))
  await log.append(one('a record to damage'))
  disk.damage(disk.list()[0]!, 40)
  assert.throws(() => openReader().read(1, 1, 1000, () => undefined), DamagedLogError)
})

test('the configured size and the waiting bytes are bounds', async () => {
  const log = await openFileLog({ disk: new FaultyDisk(), clock: new ManualClock(1), maxBytes: 1000, maxPendingBytes: 300 })
  const big = one('x'.repeat(200))
  const [first, second] = await Promise.all([log.append(big), log.append(big)])
  assert.ok(first!.ok)
  assert.ok(!second!.ok && second!.failure.code === 'stream.full')
  for (let i = 0; i < 3; i++) await log.append(big)
  const refused = await log.append(big)
  assert.ok(!refused.ok && /configured size/.test(refused.failure.message))
})
