// The control group of a segment: a fixed share of its members that is left alone, so that what is done to the others can
// be measured against them. Who belongs to it is decided by a hash of the segment's id and the person, so it needs no
// memory: a person who leaves and comes back is in the same group, a larger share holds the people of a smaller one, and
// the groups of two segments have nothing to do with each other.
import { ok, type Millis, type Result } from '@touchstone/base'
import { shareBucket } from '@touchstone/language'
import { peopleOf, PRESENT_MEMBERS } from '../algebra/membership.ts'
import type { LiveMember, LiveVersion } from '../live-state.ts'
import type { SegmentPorts } from '../ports.ts'

/** Percent. More would leave fewer people to do something to than to compare with. */
export const MAX_CONTROL_PERCENT = 50
/** Members looked at for one page of a group; with a small share a page may have to stop before it is full. */
const MAX_SCANNED = 20_000
const SLICE = 2000

export type Group = 'all' | 'control' | 'treated'

/** `share` in hundredths of a percent. */
export function isControl(segment: string, share: number, person: number): boolean {
  return share > 0 && shareBucket(segment, person) < share
}

export interface GroupMember extends LiveMember {
  readonly control: boolean
}

export interface GroupQuestion {
  readonly segment: string
  readonly position: number
  readonly share: number
  readonly group: Group
  readonly after: number
  readonly limit: number
}

/** A page of members, ascending by person. `next`: where to go on, null at the end. */
export function readGroup(states: Pick<SegmentPorts['states'], 'members'>, question: GroupQuestion): { readonly members: GroupMember[]; readonly next: number | null } {
  const { segment, position, share, group, limit } = question
  const found: GroupMember[] = []
  let after = question.after
  for (let scanned = 0; scanned < MAX_SCANNED; ) {
    const most = group === 'all' ? limit : SLICE
    const slice = states.members(position, after, most)
    for (const member of slice) {
      after = member.person
      const control = isControl(segment, share, member.person)
      if (group === 'all' || control === (group === 'control')) found.push({ ...member, control })
      if (found.length === limit) return { members: found, next: after }
    }
    if (slice.length < most) return { members: found, next: null }
    scanned += slice.length
  }
  return { members: found, next: after }
}

const COUNTED_FOR: Millis = 10_000
const MAX_KEPT = 1000

interface Counted {
  readonly share: number
  readonly count: number
  readonly at: Millis
}

/** The same bucket as `shareBucket`, in ClickHouse. */
const BUCKET = "intDiv(10000 * toUInt64(reinterpretAsUInt32(reverse(substring(SHA256(concat({salt:String}, ':', toString(person))), 1, 4)))), 4294967296)"

/** How many members are in the control group, from the recorded changes; an answer is used again for ten seconds. */
export class ControlCounter {
  readonly #ports: Pick<SegmentPorts, 'queryHistory' | 'clock'>
  readonly #known = new Map<number, Counted>()

  constructor(ports: Pick<SegmentPorts, 'queryHistory' | 'clock'>) {
    this.#ports = ports
  }

  /** Failures: `warehouse.*`. */
  async count({ id, position }: Pick<LiveVersion, 'id' | 'position'>, share: number): Promise<Result<number>> {
    const now = this.#ports.clock.now()
    const known = this.#known.get(position)
    if (known?.share === share && now - known.at < COUNTED_FOR) return ok(known.count)
    const sql = `SELECT count() AS people FROM (SELECT arrayJoin(${peopleOf('members')}) AS person FROM (${PRESENT_MEMBERS})) WHERE ${BUCKET} < {share:UInt64}`
    const rows = await this.#ports.queryHistory(sql, { segments: [position], salt: id, share })
    if (!rows.ok) return rows
    const count = rows.value[0]!['people'] as number
    if (this.#known.size >= MAX_KEPT) this.#known.clear()
    this.#known.set(position, { share, count, at: now })
    return ok(count)
  }
}
