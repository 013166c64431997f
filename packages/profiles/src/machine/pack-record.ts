import { ENTRY, HEAD, type CellRecord } from './cell-record.ts'

/** Closes the gaps when more than an eighth is garbage. */
export function packRecord(person: CellRecord): void {
  const garbage = person.view.getUint32(person.start + 60, true)
  if (garbage < 128 || 8 * garbage < person.used) return
  closeGaps(person)
}

/** Leaves nothing of cells as they were before; true where there was something. */
export function closeGaps(person: CellRecord): boolean {
  if (person.view.getUint32(person.start + 60, true) === 0) return false
  const copy = scratch(person.used)
  person.bytes.copy(copy, 0, person.start, person.start + person.used)
  let used = HEAD + person.view.getUint16(person.start + 58, true) * ENTRY
  for (let i = 0; i < person.cellCount; i++) {
    const entry = person.start + HEAD + i * ENTRY
    const from = person.view.getUint32(entry + 4, true)
    const length = person.view.getUint32(entry + 8, true)
    copy.copy(person.bytes, person.start + used, from, from + length)
    person.view.setUint32(entry + 4, used, true)
    used += length
  }
  person.bytes.fill(0, person.start + used, person.start + person.used)
  person.view.setUint32(person.start + 4, used, true)
  person.view.setUint32(person.start + 60, 0, true)
  return true
}

let scratchBuffer = Buffer.allocUnsafeSlow(64 * 1024)

/** Bytes for one call of `pack`, reused by the next. */
function scratch(length: number): Buffer {
  if (scratchBuffer.length < length) scratchBuffer = Buffer.allocUnsafeSlow(2 * length)
  return scratchBuffer
}
