// One record of the log for people: what it says, and what became of it.
import { fail, ok, type Result } from '@touchstone/base'
import { FactView, RecordKind, hashToInteger, messageHash, type FieldRules } from '@touchstone/vocabulary'
import { MESSAGE_JOB, RECORD_JOB, type LoggedRecord, type MessageSearch } from './log-jobs.ts'
import { outcomeOf, type OutcomePorts, type RecordOutcome } from './record-outcome.ts'
import { bytesOf, showRecord, type OpenSealed, type ShownRecord } from './show-record.ts'

export interface RecordPorts extends OutcomePorts {
  /** The last durable position. */
  readonly logEnd: () => number
  /** Runs a job of the warehouse's child. */
  readonly runJob: (job: string, argument: unknown) => Promise<Result<unknown>>
  readonly openSealed: OpenSealed
  readonly rules: FieldRules
  /** Sources that facts may name. */
  readonly sources: () => Promise<Result<readonly string[]>>
}

export interface InspectedRecord {
  readonly record: ShownRecord
  readonly outcome: RecordOutcome
}

export interface FoundMessage {
  /** Of records with this message id, ascending: those that count and, among the newest records, duplicates. */
  readonly positions: readonly number[]
  /** Counting facts were looked for up to here. */
  readonly through: number
  /** All records were looked at from here on. */
  readonly scannedFrom: number
}

/** Newest records that are looked through one by one, for duplicates and for what history does not have yet. */
export const SCANNED_RECORDS = 100_000
/** And these when history is far behind. */
const MAX_SCANNED = 500_000

export class RecordInspector {
  readonly #ports: RecordPorts

  constructor(ports: RecordPorts) {
    this.#ports = ports
  }

  /** Fails with `stream.record-not-found`, and as queries do. */
  async inspect(position: number): Promise<Result<InspectedRecord>> {
    const end = this.#ports.logEnd()
    if (position > end) return fail('stream.record-not-found', `expected a position up to ${end}, where the log ends, got ${position}`)
    const read = await this.#ports.runJob(RECORD_JOB, { position })
    if (!read.ok) return read
    const record = read.value as LoggedRecord | undefined
    if (record === undefined) return fail('stream.record-not-found', `the log does not keep position ${position} any more`)
    const bytes = bytesOf(record)
    const fact = record.kind === RecordKind.FACT ? new FactView().reset(bytes, 0, bytes.length) : undefined
    const outcome = await outcomeOf(this.#ports, position, fact)
    return outcome.ok ? ok({ record: showRecord(record, this.#ports.openSealed, this.#ports.rules), outcome: outcome.value }) : outcome
  }

  /** Fails as queries do. */
  async find(messageId: string): Promise<Result<FoundMessage>> {
    const { queryHistory, historyThrough, logEnd, runJob, sources } = this.#ports
    const through = historyThrough()
    const upTo = logEnd()
    // Never later than what history lacks, unless that is too much.
    const scannedFrom = Math.max(1, upTo - MAX_SCANNED + 1, Math.min(through + 1, upTo - SCANNED_RECORDS + 1))
    const named = await sources()
    if (!named.ok) return named
    const hashes = named.value.map((source) => {
      const { high, low } = messageHash(source, messageId)
      return hashToInteger(high, low)
    })
    const rows = await queryHistory('SELECT position FROM touchstone.profiles_facts WHERE hash IN {hashes:Array(UInt64)} AND message_id = {messageId:String} ORDER BY position LIMIT 100', { hashes, messageId })
    if (!rows.ok) return rows
    const search: MessageSearch = { messageId, from: scannedFrom, upTo }
    const scanned = upTo < scannedFrom ? ok([]) : await runJob(MESSAGE_JOB, search)
    if (!scanned.ok) return scanned
    const positions = new Set([...rows.value.map((row) => row['position'] as number), ...(scanned.value as number[])])
    return ok({ positions: [...positions].sort((a, b) => a - b), through, scannedFrom })
  }
}
