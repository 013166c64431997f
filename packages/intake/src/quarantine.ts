// What was refused, so that it can be seen, understood and brought in after all.
import { DAY, fail, ok, type Clock, type Millis, type Result } from '@touchstone/base'
import type { Registry } from '@touchstone/registry'
import type { LogRecord } from '@touchstone/stream'
import { LIMITS } from './limits.ts'
import { isPlainObject, type Accepted, type Call, type PlainObject } from './model.ts'
import type { Intake } from './intake.ts'
import type { OpenSealed } from './ports.ts'
import { decodeQuarantine, quarantineContext } from './quarantine-record.ts'
import { type QuarantineLine, type QuarantineRow, QuarantineStore } from './store.ts'

export interface QuarantineEntry {
  /** Position of its record in the log. */
  readonly id: number
  readonly reason: string
  readonly message: string
  readonly source: string
  readonly receivedAt: Millis
  readonly messageId?: string
  readonly events: number
  /** Whether its text was cut at a limit; it can then be replayed only with a corrected body. */
  readonly cut: boolean
  readonly state: 'waiting' | 'replayed'
  readonly replayedAt?: Millis
}

export interface QuarantinePorts {
  readonly registry: Pick<Registry, 'schema' | 'transaction' | 'attempt'>
  readonly intake: Pick<Intake, 'replay'>
  readonly open: OpenSealed
  readonly clock: Clock
}

export class Quarantine {
  readonly #ports: QuarantinePorts
  readonly #store: QuarantineStore

  constructor(ports: QuarantinePorts) {
    this.#ports = ports
    this.#store = new QuarantineStore(ports.registry)
  }

  /**
   * Brings one QUARANTINED log record into the table; doing it again changes nothing. The record's bytes are read
   * before the first wait. Rejects while PostgreSQL is away.
   */
  project(record: Pick<LogRecord, 'position' | 'bytes' | 'start' | 'end'>): Promise<void> {
    return this.#store.add(record.position, decodeQuarantine(record.bytes, record.start, record.end))
  }

  /** Newest first; `before` is the id to go on from. */
  list(limit: number, before?: number, reason?: string): Promise<Result<QuarantineEntry[]>> {
    return this.#ports.registry.attempt(async () => (await this.#store.list(limit, before, reason)).map(entryOf))
  }

  /** How much waits, by reason. */
  waiting(): Promise<Result<{ reason: string; entries: number; events: number }[]>> {
    return this.#ports.registry.attempt(() => this.#store.waiting())
  }

  /** The entry with its text in the clear. */
  async explain(id: number): Promise<Result<QuarantineEntry & { readonly text: string }>> {
    const found = await this.#ports.registry.attempt(() => this.#store.find(id))
    if (!found.ok) return found
    if (found.value === undefined) return notFound(id)
    const text = await this.#open(found.value)
    return text.ok ? ok({ ...entryOf(found.value), text: text.value }) : text
  }

  /**
   * Sends an entry through intake again, as it is or with a corrected body (one event, or `{"batch": […]}`). It counts
   * as received when it first was. Events without a messageId get one from the entry, so that nothing counts twice
   * should the same replay be tried again. All of its events become facts, or the entry stays as it was.
   */
  async replay(id: number, corrected?: unknown): Promise<Result<Accepted>> {
    const attempted = await this.#ports.registry.attempt(() =>
      this.#store.replaying<Result<Accepted>>(id, this.#ports.clock.now(), async (row) => {
        const outcome = await this.#replayRow(row, corrected)
        return { done: outcome.ok, value: outcome }
      }),
    )
    if (!attempted.ok) return attempted
    return attempted.value ?? notFound(id)
  }

  async #replayRow(row: QuarantineRow, corrected: unknown): Promise<Result<Accepted>> {
    if (row.state === 'replayed') return fail('intake.replay-conflict', `quarantine entry ${row.id} was already replayed`)
    let body = corrected
    if (body === undefined) {
      if (row.cut) {
        return fail('intake.text-cut', `quarantine entry ${row.id} was cut at ${LIMITS.rawText} characters; replay it with a corrected body`)
      }
      const text = await this.#open(row)
      if (!text.ok) return text
      body = JSON.parse(text.value)
    }
    return await this.#ports.intake.replay(replayCall(row, body))
  }

  /** Removes what is older than 30 days, and the oldest beyond the limit of entries. For the server to call now and then. */
  expire(): Promise<Result<{ expired: number; crowdedOut: number }>> {
    const before = this.#ports.clock.now() - LIMITS.quarantineDays * DAY
    return this.#ports.registry.attempt(() => this.#store.remove(before, LIMITS.quarantineEntries))
  }

  async #open(row: QuarantineRow): Promise<Result<string>> {
    const opened = await this.#ports.open(row.sealed, quarantineContext(row.source, row.received_at))
    return opened.ok ? ok(Buffer.from(opened.value).toString('utf8')) : opened
  }
}

function notFound(id: number) {
  return fail('intake.quarantined-not-found', `there is no quarantine entry ${id}; entries go after ${LIMITS.quarantineDays} days`)
}

function replayCall(row: QuarantineRow, body: unknown): Call {
  const many = isPlainObject(body) && Array.isArray(body.batch)
  const events: unknown[] = many ? (body.batch as unknown[]) : [body]
  const named = events.map((event, i) => {
    if (!isPlainObject(event) || (event.messageId != null && event.messageId !== '')) return event
    return { ...event, messageId: many ? `quarantine-${row.id}-${i}` : `quarantine-${row.id}` }
  })
  const envelope: PlainObject = many ? (body as PlainObject) : {}
  return { kind: 'batch', source: row.source, body: { ...envelope, batch: named }, receivedAt: row.received_at }
}

function entryOf(row: QuarantineLine): QuarantineEntry {
  return {
    id: row.id,
    reason: row.reason,
    message: row.message,
    source: row.source,
    receivedAt: row.received_at,
    ...(row.message_id === null ? {} : { messageId: row.message_id }),
    events: row.events,
    cut: row.cut,
    state: row.state,
    ...(row.replayed_at === null ? {} : { replayedAt: row.replayed_at }),
  }
}
