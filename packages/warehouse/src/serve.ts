// The child's side: one process that holds the engine (or the HTTP client of a cluster), writes what the parent feeds,
// answers queries and runs history jobs. Politeness is a rule here: it must never take the CPU from intake.
import { assert, fail, ok } from '@touchstone/base'
import type { Failure, Result } from '@touchstone/base'
import { mkdirSync } from 'node:fs'
import { setPriority } from 'node:os'
import { join } from 'node:path'
import { RowChanges } from './row-changes.ts'
import { BlockWriter } from './block-writer.ts'
import { openClusterStore } from './cluster-lane.ts'
import { openEmbeddedStore } from './embedded-lane.ts'
import { failureOf } from './failure.ts'
import { LIMITS } from './limits.ts'
import { migrate } from './migrations.ts'
import { checkParameters } from './parameters.ts'
import { replaceOwner } from './orphan.ts'
import { Readers } from './readers.ts'
import type { ColumnBlock, Feed, FeedService, JobContext, NumberColumn, Parameters, QueryLimits, Row } from './ports.ts'
import type { ChildStart, ToChild, ToParent } from './protocol.ts'
import type { Lane, Settings, Store } from './store.ts'

const NICE = 10

/** What a job reads has no bound but that of the machine; it takes one thread and leaves the other to who waits for an answer. */
function jobSettings(memoryBytes: number): Settings {
  const sorting = String(Math.floor(memoryBytes * LIMITS.JOB_SORT_SHARE))
  return { max_threads: LIMITS.JOB_THREADS, max_execution_time: 0, max_result_rows: '0', max_result_bytes: '0', max_bytes_before_external_sort: sorting }
}

/** Call this once, at the top of the module given to `openWarehouse` as `childModule`. */
export function serveWarehouse(service: FeedService): void {
  assert(process.send, 'the warehouse module runs as a child of openWarehouse')
  setPriority(NICE)
  process.title = 'touchstone-warehouse'
  // A terminal signals the whole group; only the parent decides when this process ends.
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => undefined)
  // Without its parent it must be gone before the next one opens the same directory. All that counts is durable.
  process.on('disconnect', endAtOnce)
  process.on('uncaughtException', (error) => end(failureOf(error)))

  let child: Child | undefined
  process.on('message', (message: ToChild) => {
    if (message.kind === 'start') {
      Child.open(service, message.start).then(
        (opened) => {
          child = opened
          send({ kind: 'ready', keys: opened.writer.found() })
        },
        (error: unknown) => end(failureOf(error)),
      )
    } else {
      assert(child, `the child got "${message.kind}" before it was ready`)
      child.handle(message)
    }
  })
  send({ kind: 'hello' })
}

function send(message: ToParent): void {
  if (process.connected) process.send!(message)
}

function end(failure: Failure): void {
  if (process.connected) process.send!({ kind: 'fatal', failure } satisfies ToParent, endAtOnce)
  else endAtOnce()
}

/** Not `process.exit`, which waits for the engine's threads. */
function endAtOnce(): void {
  process.kill(process.pid, 'SIGKILL')
}

class Child {
  readonly #store: Store
  readonly #feed: Feed
  readonly writer: BlockWriter
  readonly #lane: Lane
  readonly #memoryBytes: number
  readonly #readers: Readers
  readonly #takers = new Map<number, () => void>()
  #entries: Promise<void> = Promise.resolve()

  private constructor(store: Store, feed: Feed, lane: Lane, writer: BlockWriter, readers: Readers, memoryBytes: number) {
    this.#readers = readers
    this.#store = store
    this.#feed = feed
    this.#lane = lane
    this.writer = writer
    this.#memoryBytes = memoryBytes
  }

  static async open(service: FeedService, start: ChildStart): Promise<Child> {
    mkdirSync(start.directory, { recursive: true })
    await replaceOwner(join(start.directory, 'child.pid'))
    const store = start.url === undefined ? await openEmbeddedStore(start.directory, start.memoryBytes) : await openClusterStore(start.url)
    const lane = await store.lane('writer')
    await migrate(lane, start.migrations, (step) => send({ kind: 'migrating', step }))
    for (const table of start.forget) await lane.command(`TRUNCATE TABLE ${table}`)
    const writer = await BlockWriter.open(lane, service.tables, {
      durable: (through, cursor, rows) => send({ kind: 'durable', through, cursor, rows }),
      trouble: (failure) => send({ kind: 'trouble', failure }),
    })
    return new Child(store, await service.open(start.childConfig), lane, writer, await Readers.open(store), start.memoryBytes)
  }

  handle(message: Exclude<ToChild, { kind: 'start' }>): void {
    if (message.kind === 'entries') {
      this.#entries = this.#entries.then(() => this.#take(message.first, message.entries))
      this.#entries.catch((error: unknown) => end(failureOf(error)))
    } else if (message.kind === 'query') {
      void this.#answer(message.id, async (lane, mark) => {
        const json = await lane.rows(`${mark} ${message.sql}`, message.parameters, querySettings(message.limits, this.#memoryBytes))
        return { kind: 'rows', id: message.id, json }
      })
    } else if (message.kind === 'numbers') {
      void this.#answer(message.id, async (lane, mark) => {
        const settings = { ...querySettings(message.limits, this.#memoryBytes), max_result_bytes: '0' }
        const value = await gather(lane.columns(`${mark} ${message.sql}`, message.parameters, settings))
        return { kind: 'result', id: message.id, value }
      })
    } else if (message.kind === 'cancel') {
      void this.#readers.cancel(message.id)
    } else if (message.kind === 'run') {
      void this.#run(message.id, message.job, message.argument)
    } else if (message.kind === 'taken') {
      this.#takers.get(message.id)?.()
    } else {
      void this.#close()
    }
  }

  async #take(first: number, entries: readonly Uint8Array[]): Promise<void> {
    for (let i = 0; i < entries.length; i++) {
      const bytes = entries[i]!
      const mapped = this.#feed.rowsOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
      await this.writer.add(first + i, mapped instanceof Promise ? await mapped : mapped)
    }
  }

  async #answer(id: number, ask: (lane: Lane, mark: string) => Promise<ToParent>): Promise<void> {
    const answer = await this.#readers.ask(id, ask)
    send('value' in answer ? answer.value : { kind: 'failed', id, failure: answer.failure })
  }

  async #run(id: number, name: string, argument: unknown): Promise<void> {
    const job = this.#feed.jobs?.[name]
    if (!job) {
      send({ kind: 'failed', id, failure: { code: 'warehouse.unknown_job', message: `expected a job of the warehouse's child, got "${name}"` } })
      return
    }
    let lane: Lane | undefined
    let changes: Promise<RowChanges> | undefined
    try {
      lane = await this.#store.lane('reader')
      const value = await job(argument, this.#jobContext(id, lane, () => (changes ??= this.#rowChanges())))
      send({ kind: 'result', id, value })
    } catch (error) {
      const failure = failureOf(error)
      send({ kind: 'failed', id, failure: failure.code === 'warehouse.query_failed' ? { ...failure, code: 'warehouse.job_failed' } : failure })
    } finally {
      this.#takers.delete(id)
      await lane?.close()
      await (await changes?.catch(() => undefined))?.close()
    }
  }

  async #rowChanges(): Promise<RowChanges> {
    return new RowChanges(await this.#store.lane('writer'))
  }

  #jobContext(id: number, lane: Lane, changes: () => Promise<RowChanges>): JobContext {
    let onTheirWay = 0
    let room = Promise.withResolvers<void>()
    this.#takers.set(id, () => {
      onTheirWay--
      room.resolve()
      room = Promise.withResolvers<void>()
    })
    return {
      rowChanges: changes,
      query: (sql, parameters = {}, limits = {}) => resultOf(lane, sql, parameters, querySettings(limits, this.#memoryBytes)),
      columns: (sql, parameters = {}) => {
        const checked = checkParameters(sql, parameters)
        if (!checked.ok) throw new Error(checked.failure.message)
        return lane.columns(sql, parameters, jobSettings(this.#memoryBytes))
      },
      post: async (message) => {
        while (onTheirWay >= LIMITS.JOB_MESSAGES) await room.promise
        onTheirWay++
        send({ kind: 'message', id, message })
      },
    }
  }

  async #close(): Promise<void> {
    try {
      await this.#entries
      await this.writer.flush()
      await this.#feed.close?.()
      await this.#readers.close()
      await this.#lane.close()
      await this.#store.close()
    } finally {
      endAtOnce()
    }
  }
}

/** The first column of all blocks. */
async function gather(blocks: AsyncIterable<ColumnBlock>): Promise<Float64Array> {
  const columns: NumberColumn[] = []
  let length = 0
  for await (const block of blocks) {
    columns.push(block.numbers(0))
    length += block.rows
  }
  const all = new Float64Array(length)
  let at = 0
  for (const column of columns) {
    all.set(column, at)
    at += column.length
  }
  return all
}

async function resultOf(lane: Lane, sql: string, parameters: Parameters, settings: Settings): Promise<Result<Row[]>> {
  try {
    const checked = checkParameters(sql, parameters)
    return checked.ok ? ok(JSON.parse(await lane.rows(sql, parameters, settings)) as Row[]) : checked
  } catch (error) {
    const failure = failureOf(error)
    return fail(failure.code, failure.message)
  }
}

function querySettings(limits: QueryLimits, memoryBytes: number): Settings {
  const memory = Math.floor(limits.memoryBytes ?? memoryBytes / 2)
  return {
    max_threads: LIMITS.THREADS,
    max_execution_time: (limits.milliseconds ?? LIMITS.QUERY_MILLISECONDS) / 1000,
    max_result_rows: String(limits.rows ?? LIMITS.QUERY_ROWS),
    max_result_bytes: String(LIMITS.QUERY_RESULT_BYTES),
    max_memory_usage: String(memory),
    // Beyond this a group or a sort goes to disk instead of failing.
    max_bytes_before_external_group_by: String(Math.floor(memory / 2)),
    max_bytes_before_external_sort: String(Math.floor(memory / 2)),
  }
}
