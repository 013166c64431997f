// Reads of the log for people who look at single records. They run in the warehouse's child: finding a record means
// passing over a part of a log file, and neither the doors nor the engine should wait for that.
import type { LogReader, LogRecord } from '@touchstone/stream'
import { FactView, RecordKind } from '@touchstone/vocabulary'
import type { Job } from '@touchstone/warehouse'

export const RECORD_JOB = 'profiles.record'
export const MESSAGE_JOB = 'profiles.message'

/** One record of the log, taken out of it. */
export interface LoggedRecord {
  readonly position: number
  /** Append time. */
  readonly time: number
  readonly kind: number
  readonly payload: Uint8Array
}

export interface MessageSearch {
  readonly messageId: string
  /** Positions looked at: both durable, `from` kept. */
  readonly from: number
  readonly upTo: number
}

/** Bytes of log between two breaths: others of the child wait meanwhile. */
const SLICE = 2 * 1024 * 1024
/** Positions answered at most. */
const MAX_FOUND = 100

/** `{ position }` → the record there, which must be durable; undefined when the log does not keep it any more. */
export function recordJob(log: LogReader): Job {
  return async (argument) => {
    const { position } = argument as { readonly position: number }
    let found: LoggedRecord | undefined
    log.read(position, position, 1, (record) => {
      if (record.position === position) found = copyOf(record)
    })
    return found
  }
}

/** `MessageSearch` → the positions of facts with that message id, ascending, duplicates too; at most a hundred. */
export function messageJob(log: LogReader): Job {
  return async (argument) => {
    const { messageId, from, upTo } = argument as MessageSearch
    const wanted = Buffer.from(messageId)
    const found: number[] = []
    const fact = new FactView()
    for (let next = from; next <= upTo && found.length < MAX_FOUND; await breath()) {
      next = log.read(next, upTo, SLICE, ({ position, kind, bytes, start, end }) => {
        if (kind !== RecordKind.FACT || position > upTo) return
        if (fact.reset(bytes, start, end).part('messageId').equals(wanted)) found.push(position)
      })
    }
    return found.slice(0, MAX_FOUND)
  }
}

function breath(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

function copyOf({ position, time, kind, bytes, start, end }: LogRecord): LoggedRecord {
  return { position, time, kind, payload: Uint8Array.from(bytes.subarray(start, end)) }
}
