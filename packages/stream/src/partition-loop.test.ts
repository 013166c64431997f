import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ManualClock, SECOND, type Clock } from '@touchstone/base'
import { SystemClock } from '@touchstone/base/node'
import { FaultyDisk, MemoryState } from './testing.ts'
import { PartitionLoop, RecordBatch, openFileLog, openFileReader, type Log, type LogRecord, type Machine, type Transaction } from './index.ts'

/** Adds up what it is sent, wakes up `wait` ms after each record, and stops at a record that says so. */
class Adder implements Machine {
  readonly tables = ['sums']
  hasWork = false
  worked = 0
  readonly woken: number[] = []
  readonly seen: number[] = []
  #changed = false

  open(): void {}
  apply(record: LogRecord, tx: Transaction): void {
    this.seen.push(record.position)
    if (record.kind === 0) return
    const text = record.bytes.toString('utf8', record.start, record.end)
    assert.notEqual(text, 'poison', 'this record cannot be understood')
    const sum = Number(tx.get('sums', 'sum')?.toString() ?? 0) + Number(text)
    tx.put('sums', 'sum', Buffer.from(String(sum)))
    tx.schedule(record.position, tx.time + 50)
    this.#changed = true
  }
  timer(key: number, tx: Transaction): void {
    this.woken.push(key)
    assert.ok(tx.time > 0)
  }
  work(): void {
    this.hasWork = ++this.worked < 3
  }
  flush(): Uint8Array | undefined {
    if (!this.#changed) return undefined
    this.#changed = false
    return Buffer.from(`saw ${this.seen.length}`)
  }
  committed(): void {}
}

interface Running {
  readonly machine: Adder
  readonly loop: PartitionLoop
  readonly failures: number[]
}

function run(log: Log, disk: FaultyDisk, state: MemoryState, clock: Clock): Running {
  const machine = new Adder()
  const failures: number[] = []
  const loop = new PartitionLoop({
    reader: openFileReader(disk), state, machine, clock,
    requestTick: () => void log.append(RecordBatch.of(0, new Uint8Array(0))),
    onCommit: () => undefined,
    onFailure: (_error, position) => failures.push(position),
  })
  log.onDurable((end) => loop.advance(end))
  loop.advance(log.end)
  return { machine, loop, failures }
}

const number = (value: number | string): RecordBatch => RecordBatch.of(1, Buffer.from(String(value)))

async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 500 && !holds(); i++) await new Promise((resolve) => setTimeout(resolve, 5))
  assert.ok(holds(), 'it happened within 2.5 s')
}

test('records reach the Machine once each, in order, also those that were there before', async () => {
  const disk = new FaultyDisk()
  const clock = new ManualClock(1000)
  const log = await openFileLog({ disk, clock })
  await log.append(number(1))
  const state = new MemoryState()
  const { machine, loop } = run(log, disk, state, clock)
  for (let i = 2; i <= 200; i++) void log.append(number(i))
  await until(() => loop.progress.position === 200)
  assert.deepEqual(machine.seen, Array.from({ length: 200 }, (_, i) => i + 1))
  assert.equal(state.get('sums', 'sum')!.toString(), String((200 * 201) / 2))
  loop.stop()
})

test('a loop that starts again goes on behind the last commit', async () => {
  const disk = new FaultyDisk()
  const clock = new ManualClock(1000)
  const log = await openFileLog({ disk, clock })
  const state = new MemoryState()
  const first = run(log, disk, state, clock)
  await log.append(number(5))
  await until(() => first.loop.progress.position === 1)
  first.loop.stop()
  await log.append(number(6))
  const second = run(log, disk, state, clock)
  await until(() => second.loop.progress.position === 2)
  assert.deepEqual(second.machine.seen, [2])
  assert.equal(state.get('sums', 'sum')!.toString(), '11')
  assert.ok(second.loop.progress.outbox > first.loop.progress.outbox)
  second.loop.stop()
})

test('a timer fires through a tick of the log when no record comes, after its time and not before', async () => {
  const disk = new FaultyDisk()
  const clock = new SystemClock()
  const log = await openFileLog({ disk, clock })
  const { machine, loop } = run(log, disk, new MemoryState(), clock)
  const appended = await log.append(number(1))
  assert.ok(appended.ok)
  await until(() => machine.woken.length > 0)
  assert.ok(log.endTime >= appended.value.time + 50)
  assert.ok(log.endTime < appended.value.time + SECOND)
  assert.deepEqual(machine.woken, [1])
  loop.stop()
})

test('timers survive a restart', async () => {
  const disk = new FaultyDisk()
  const clock = new ManualClock(1000)
  const log = await openFileLog({ disk, clock })
  const state = new MemoryState()
  const first = run(log, disk, state, clock)
  await log.append(number(1))
  await until(() => first.loop.progress.position === 1)
  first.loop.stop()
  clock.time = 2000
  const second = run(log, disk, state, clock)
  await until(() => second.machine.woken.length === 1)
  second.loop.stop()
})

test('a Machine that throws stops its partition at that record, and what came before is kept', async () => {
  const disk = new FaultyDisk()
  const clock = new ManualClock(1000)
  const log = await openFileLog({ disk, clock })
  const state = new MemoryState()
  const { loop, failures } = run(log, disk, state, clock)
  await log.append(number(1))
  await until(() => loop.progress.position === 1)
  await log.append(number('poison'))
  await until(() => failures.length === 1)
  assert.deepEqual(failures, [2])
  await log.append(number(3))
  await new Promise((resolve) => setTimeout(resolve, 20))
  assert.equal(loop.progress.position, 1)
  assert.equal(state.get('sums', 'sum')!.toString(), '1')
})

test('background work runs in slices between batches until there is none', async () => {
  const disk = new FaultyDisk()
  const clock = new ManualClock(1000)
  const log = await openFileLog({ disk, clock })
  const { machine, loop } = run(log, disk, new MemoryState(), clock)
  machine.hasWork = true
  await log.append(number(1))
  await until(() => machine.worked === 3)
  loop.stop()
})

test('acknowledged outbox entries go, the others stay', async () => {
  const disk = new FaultyDisk()
  const clock = new ManualClock(1000)
  const log = await openFileLog({ disk, clock })
  const state = new MemoryState()
  const { loop } = run(log, disk, state, clock)
  for (let i = 1; i <= 4; i++) {
    await log.append(number(i))
    await until(() => loop.progress.position === i)
  }
  loop.trimOutbox(2)
  assert.deepEqual(state.range('stream_outbox', undefined, undefined, 10).map((one) => one.key), [3, 4])
  loop.stop()
})
