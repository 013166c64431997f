// The partition loop with the person's Machine and LMDB in this process, over records in memory: no HTTP, no log on disk, no
// warehouse. Append times are made up, so that years pass in seconds.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ManualClock, ok } from '@touchstone/base'
import { exampleKeyring } from '@touchstone/governance/testing'
import { createIntake } from '@touchstone/intake'
import { PROFILE_TABLES, PersonMachine, type Totals } from '@touchstone/profiles'
import { LOOP_TABLES, PartitionLoop, openLmdbStore, type LogReader, type LogRecord, type RecordBatch, type StateStore } from '@touchstone/stream'
import { RecordKind, encodeControl } from '@touchstone/vocabulary'
import { Batches } from '../load/batches.ts'
import type { SegmentText } from '../load/segments.ts'

const FRAME = 5
const CACHE_BYTES = 512 * 1024 * 1024
/** Append times pass as if this many events came in a second; windows of seconds need a pace. */
const PACE = 25_000

/** A loop over records in memory, whose append times the rig makes up. */
export class EngineRig {
  readonly #clock = new ManualClock(Date.now())
  readonly #directory = mkdtempSync(join(tmpdir(), 'touchstone-engine-'))
  readonly #state: StateStore = openLmdbStore({ directory: this.#directory, tables: [...LOOP_TABLES, ...PROFILE_TABLES] })
  readonly #log = new MemoryLog()
  readonly #batches = new Batches(42)
  readonly #loop: PartitionLoop
  readonly #intake = createIntake({
    append: (batch) => Promise.resolve(ok({ first: this.#log.add(batch, this.#clock.now()), time: this.#clock.now() })),
    clock: this.#clock,
    sealer: exampleKeyring(this.#clock).transit,
    hashIdentifier: exampleKeyring(this.#clock).hashIdentifier,
    randomId: () => crypto.randomUUID(),
  })
  #done: (() => void) | undefined
  #failed: Error | undefined

  constructor() {
    this.#loop = new PartitionLoop({
      reader: this.#log,
      state: this.#state,
      machine: new PersonMachine({ cacheBytes: CACHE_BYTES }),
      // Never later than the records: the loop must not ask for ticks, time passes with the records alone.
      clock: new ManualClock(0),
      requestTick: () => {},
      onCommit: ({ position }) => position === this.#log.end && this.#done?.(),
      onFailure: (error) => {
        this.#failed = error
        this.#done?.()
      },
    })
  }

  get now(): number {
    return this.#clock.now()
  }

  /** Lets time pass without facts. */
  pass(milliseconds: number): void {
    this.#clock.time += milliseconds
  }

  async define(texts: readonly SegmentText[]): Promise<void> {
    for (const { name, where } of texts) this.#log.addOne(RecordKind.CONTROL, encodeControl({ control: 'segment.define', id: name, version: 1, where }), this.#clock.now())
    await this.run()
  }

  /** Appends one batch call with these events. */
  async send(events: readonly object[]): Promise<void> {
    await this.#accept(Buffer.from(JSON.stringify({ batch: events })))
  }

  async everyone(): Promise<void> {
    for (const bytes of this.#batches.everyone(() => this.#clock.now())) await this.#accept(bytes)
  }

  async load(events: number): Promise<void> {
    for (let made = 0; made < events; ) {
      const body = this.#batches.take(this.#clock.now())
      await this.#accept(body.bytes)
      this.#batches.giveBack(body)
      made += body.events
    }
  }

  async #accept(bytes: Buffer): Promise<void> {
    const parsed: unknown = JSON.parse(bytes.toString())
    const accepted = await this.#intake.accept({ kind: 'batch', source: 'wk_bench', body: parsed, receivedAt: this.#clock.now() })
    if (!accepted.ok || accepted.value.quarantined > 0) throw new Error(`the load was not accepted: ${JSON.stringify(accepted)}`)
    this.#clock.time += (accepted.value.facts * 1000) / PACE
  }

  /** Lets the loop take everything appended; microseconds per record, by the clock and of processor time. */
  async run(): Promise<{ readonly wall: number; readonly cpu: number }> {
    const before = this.#loop.progress.position
    if (this.#log.end === before) return { wall: 0, cpu: 0 }
    const used = process.cpuUsage()
    const began = performance.now()
    await new Promise<void>((resolve) => {
      this.#done = resolve
      this.#loop.advance(this.#log.end)
    })
    if (this.#failed !== undefined) throw this.#failed
    const records = this.#log.end - before
    const wall = ((performance.now() - began) * 1000) / records
    const { user, system } = process.cpuUsage(used)
    this.#log.forget()
    return { wall, cpu: (user + system) / records }
  }

  totals(): Totals {
    return JSON.parse(this.#state.get('profiles_meta', 'totals')!.toString()) as Totals
  }

  async close(): Promise<void> {
    this.#loop.stop()
    await this.#state.close()
    rmSync(this.#directory, { recursive: true, force: true })
  }
}

interface Block {
  readonly first: number
  readonly time: number
  readonly bytes: Buffer
}

class MemoryLog implements LogReader {
  #blocks: Block[] = []
  #at = 0
  end = 0

  add(batch: RecordBatch, time: number): number {
    const first = this.end + 1
    this.#blocks.push({ first, time: Math.floor(time), bytes: Buffer.from(batch.bytes) })
    this.end += batch.count
    return first
  }

  addOne(kind: number, payload: Uint8Array, time: number): void {
    const bytes = Buffer.alloc(FRAME + payload.length)
    bytes.writeUInt32LE(payload.length)
    bytes[4] = kind
    bytes.set(payload, FRAME)
    this.#blocks.push({ first: ++this.end, time: Math.floor(time), bytes })
  }

  read(from: number, _upTo: number, maxBytes: number, visit: (record: LogRecord) => void): number {
    let next = from
    for (let budget = maxBytes; budget > 0 && this.#at < this.#blocks.length; this.#at++) {
      const { bytes, time } = this.#blocks[this.#at]!
      for (let offset = 0; offset < bytes.length; ) {
        const start = offset + FRAME
        const end = start + bytes.readUInt32LE(offset)
        visit({ position: next++, time, kind: bytes[offset + 4]!, bytes, start, end })
        offset = end
      }
      budget -= bytes.length
    }
    return next
  }

  /** Lets go of the blocks that were read. */
  forget(): void {
    this.#blocks = []
    this.#at = 0
  }

  close(): void {}
}
