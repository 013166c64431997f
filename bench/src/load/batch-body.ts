// One request body, made once and sent many times: before each sending, what must differ (message ids, people, visitors,
// instants, plans) is written over the old values in place, which costs about a tenth of what making the text would.
//
// A duplicate is a copy of another event of the same body, taken before that one gets its new values: so it repeats, to
// the byte, an event that went out with the body's previous sending.
import { MARKS, WIDTHS, eventText, type Kind, type Mark } from './event-texts.ts'
import { countryOf, type People } from './people.ts'
import { writeAscii, writeDigits, type InstantWriter } from './place-writer.ts'
import type { Random } from './random.ts'

/** Batches between a visitor's events and the identify call that says who the visitor is: more than are ever under way. */
export const MERGE_LAG = 100
const LATE_AT_LEAST = 3_600_000
const LATE_SPREAD = 5 * 3_600_000

/** What runs through all bodies of one load. */
export interface Sequence {
  readonly people: People
  readonly random: Random
  readonly instants: InstantWriter
  nextMessage: number
  /** Begins at MERGE_LAG. */
  nextBatch: number
}

/** Where the values of one event are written, as byte offsets in the body; -1 where it has none. */
interface Slot {
  readonly kind: Kind
  readonly start: number
  readonly end: number
  readonly message: number
  readonly time: number
  readonly persons: readonly number[]
  readonly visitor: number
  readonly country: number
  readonly plan: number
  readonly points: number
}

const HEAD = '{"batch":['
const TAIL = `],"sentAt":"${MARKS.time.repeat(WIDTHS.time)}"}`

export class BatchBody {
  readonly bytes: Buffer
  readonly events: number
  readonly #slots: readonly Slot[]
  /** A duplicate and what it repeats. */
  readonly #duplicates: readonly (readonly [Slot, Slot])[]
  readonly #sentAt: number
  #wasSent = false

  constructor(kinds: readonly Kind[], random: Random) {
    const originals = originalsOf(kinds)
    const texts = kinds.map((kind) => (kind === 'duplicate' ? '' : eventText(kind, random)))
    for (const [duplicate, original] of originals) texts[duplicate] = texts[original]!
    this.bytes = Buffer.from(HEAD + texts.join(',') + TAIL, 'latin1')
    this.events = kinds.length
    this.#sentAt = this.bytes.length - WIDTHS.time - '"}'.length
    let start = HEAD.length
    const slots = texts.map((text, i) => {
      const slot = slotOf(kinds[i]!, text, start)
      start = slot.end + 1
      return slot
    })
    this.#slots = slots
    this.#duplicates = [...originals].map(([duplicate, original]) => [slots[duplicate]!, slots[original]!])
  }

  /** Makes the body ready for another sending; with `firstPerson`, its events belong to that person and the ones after. */
  fill(now: number, sequence: Sequence, firstPerson?: number): void {
    for (const [duplicate, original] of this.#duplicates) {
      if (this.#wasSent) this.bytes.copyWithin(duplicate.start, original.start, original.end)
      else this.#write(duplicate, now, sequence.people.next(), sequence)
    }
    const slots = this.#slots
    for (let i = 0; i < slots.length; i++) {
      const slot = slots[i]!
      if (slot.kind !== 'duplicate') this.#write(slot, now - slots.length + i, firstPerson === undefined ? sequence.people.next() : firstPerson + i, sequence)
    }
    sequence.instants.write(this.bytes, this.#sentAt, now)
    sequence.nextBatch++
    this.#wasSent = true
  }

  #write(slot: Slot, at: number, person: number, sequence: Sequence): void {
    const { bytes } = this
    const { message, time, persons, visitor, country, plan, points, kind } = slot
    writeDigits(bytes, message, WIDTHS.message, sequence.nextMessage++)
    sequence.instants.write(bytes, time, kind === 'late' ? at - LATE_AT_LEAST - sequence.random.below(LATE_SPREAD) : at)
    for (let i = 0; i < persons.length; i++) writeDigits(bytes, persons[i]!, WIDTHS.person, person)
    if (visitor >= 0) writeDigits(bytes, visitor, WIDTHS.visitor, kind === 'merge' ? sequence.nextBatch - MERGE_LAG : sequence.nextBatch)
    if (country >= 0) writeAscii(bytes, country, countryOf(person))
    if (plan >= 0) writeAscii(bytes, plan, sequence.people.planOf(person))
    if (points >= 0) writeDigits(bytes, points, WIDTHS.points, sequence.people.pointsOf(person))
  }
}

/** Each duplicate's index and that of the plain event it repeats: the first one for the first, and so on. */
function originalsOf(kinds: readonly Kind[]): Map<number, number> {
  const plain = kinds.flatMap((kind, i) => (kind === 'plain' ? [i] : []))
  const duplicates = kinds.flatMap((kind, i) => (kind === 'duplicate' ? [i] : []))
  return new Map(duplicates.map((duplicate, i) => [duplicate, plain[i]!]))
}

function slotOf(kind: Kind, text: string, start: number): Slot {
  const all = (mark: Mark): number[] => {
    const run = MARKS[mark].repeat(WIDTHS[mark])
    const found: number[] = []
    for (let at = text.indexOf(run); at >= 0; at = text.indexOf(run, at + run.length)) found.push(start + at)
    return found
  }
  const one = (mark: Mark): number => all(mark)[0] ?? -1
  return {
    kind, start, end: start + text.length,
    message: one('message'), time: one('time'), persons: all('person'), visitor: one('visitor'), country: one('country'), plan: one('plan'), points: one('points'),
  }
}
