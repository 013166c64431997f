// The control records that a rerun of somebody's past has to meet again, as they were, with the time they were appended
// (table `controls`, by position: f64 time · the record). The log itself is trimmed some day; this is kept.
import { assert } from '@touchstone/base'
import type { LogRecord, Transaction } from '@touchstone/stream'
import { decodeControl, type Control } from '@touchstone/vocabulary'

const ALL = 1_000_000
const HEAD = 8

export interface LoggedControl {
  readonly position: number
  readonly time: number
  readonly control: Control
}

export function keepControl({ position, time, bytes, start, end }: LogRecord, tx: Transaction): void {
  const value = Buffer.alloc(HEAD + end - start)
  value.writeDoubleLE(time, 0)
  bytes.copy(value, HEAD, start, end)
  tx.put('controls', position, value)
}

export function loggedControl(position: number, value: Buffer): LoggedControl {
  assert(value.length > HEAD && position > 0, 'a control record that is kept lies in the log')
  return { position, time: value.readDoubleLE(0), control: decodeControl(value, HEAD, value.length) }
}

/** The segment goes: nobody will ask what it was. */
export function dropControls(segment: number, tx: Transaction): void {
  for (const { key, value } of tx.range('controls', segment, undefined, ALL)) {
    const { position, control } = loggedControl(key as number, value)
    if (position === segment || ('segment' in control && control.segment === segment)) tx.remove('controls', position)
  }
}
