import { isRejected } from './facts.ts'
import type { OutgoingFact, Rejected } from './facts.ts'
import type { Group } from './collect.ts'

/** Bytes of one request body; 500 KB is what the public contract promises to take. */
export const LARGEST_BODY = 480 * 1024

export interface Batch {
  readonly groups: readonly Group[]
  readonly body: string
}

/**
 * Cuts facts into request bodies of at most `size` events and `LARGEST_BODY` bytes, in their order, one at a time as
 * they are asked for: the texts of the whole file never exist together. A group that cannot be sent goes to `reject`.
 */
export function* batches(groups: Iterable<Group>, write: (group: Group) => OutgoingFact | Rejected, size: number, reject: (rejected: Rejected) => void): Generator<Batch> {
  let taken: OutgoingFact[] = []
  let bytes = 0
  for (const group of groups) {
    const fact = write(group)
    if (isRejected(fact)) {
      reject(fact)
      continue
    }
    const more = Buffer.byteLength(fact.text) + 1
    if (taken.length > 0 && (taken.length >= size || bytes + more > LARGEST_BODY)) {
      yield batchOf(taken)
      taken = []
      bytes = 0
    }
    taken.push(fact)
    bytes += more
  }
  if (taken.length > 0) yield batchOf(taken)
}

function batchOf(facts: readonly OutgoingFact[]): Batch {
  return { groups: facts.map((fact) => fact.group), body: `{"batch":[${facts.map((fact) => fact.text).join(',')}]}` }
}
