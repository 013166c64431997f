// Pairs that belong together. If a is b and b is c, then a is c; but a likely pair after a likely pair ends with strangers. So
// groups grow by complete link (T. Sørensen, 1948): from the likeliest pair on, two groups become one only where every record
// of the one is a likely pair with every record of the other. What would have to be chained stays a pair for itself.
import { assert } from '@touchstone/base'
import { MOST_RECORDS } from './record-table.ts'

/** Records of one group. */
const MOST_IN_GROUP = 40

export interface Pairs {
  readonly a: Int32Array
  readonly b: Int32Array
  /** Descending. */
  readonly probability: Float64Array
}

/** For each pair from the threshold on the number of its group, from 1; 0 for those that no group holds. */
export function groupPairs({ a, b, probability }: Pairs, threshold: number): Int32Array {
  const groups = new Int32Array(a.length)
  const likely = new Set<number>()
  let end = 0
  for (; end < a.length && probability[end]! >= threshold; end++) likely.add(placeOf(a[end]!, b[end]!))
  const members = new Map<number, number[]>()
  const of = (record: number): number[] => members.get(record) ?? [record]
  for (let i = 0; i < end; i++) {
    assert(i === 0 || probability[i]! <= probability[i - 1]!, 'the likeliest pairs come first')
    const [one, other] = [of(a[i]!), of(b[i]!)]
    if (one === other || one.length + other.length > MOST_IN_GROUP) continue
    if (!one.every((x) => other.every((y) => likely.has(placeOf(x, y))))) continue
    const both = [...one, ...other]
    for (const record of both) members.set(record, both)
  }
  const numbers = new Map<number[], number>()
  for (let i = 0; i < end; i++) {
    const group = members.get(a[i]!)
    if (group === undefined || group !== members.get(b[i]!)) continue
    const known = numbers.get(group) ?? numbers.size + 1
    numbers.set(group, known)
    groups[i] = known
  }
  return groups
}

function placeOf(a: number, b: number): number {
  return a < b ? a * MOST_RECORDS + b : b * MOST_RECORDS + a
}
