// The bodies of one load: a ring of them is made at the start, so that sending makes no text and no garbage.
import { BatchBody, MERGE_LAG, type Sequence } from './batch-body.ts'
import { MIX, type Kind } from './event-texts.ts'
import { PEOPLE, People } from './people.ts'
import { InstantWriter } from './place-writer.ts'
import { Random } from './random.ts'

export const BATCH = 100
/** Different bodies: 6,400 different events. More than requests are ever under way. */
const BODIES = 64

export class Batches {
  readonly #sequence: Sequence
  readonly #free: BatchBody[]
  readonly #introductions: BatchBody
  filled = 0
  fillMillis = 0

  constructor(seed: number) {
    const random = new Random(seed)
    this.#sequence = { people: new People(seed + 1), random, instants: new InstantWriter(), nextMessage: 1, nextBatch: MERGE_LAG }
    this.#free = Array.from({ length: BODIES }, () => new BatchBody(shuffledKinds(random), random))
    this.#introductions = new BatchBody(new Array<Kind>(BATCH).fill('identify'), random)
  }

  /** Bytes per event, over all bodies. */
  get averageBytes(): number {
    return this.#free.reduce((sum, { bytes }) => sum + bytes.length, 0) / this.#free.length / BATCH
  }

  /** A body nobody else uses, filled for sending now. Give it back when it was answered. */
  take(now: number): BatchBody {
    const began = performance.now()
    const body = this.#free.shift()
    if (body === undefined) throw new Error(`more than ${BODIES} requests are under way`)
    body.fill(now, this.#sequence)
    this.filled += body.events
    this.fillMillis += performance.now() - began
    return body
  }

  giveBack(body: BatchBody): void {
    this.#free.push(body)
  }

  /** Bodies in which everyone of the 100,000 people is identified once, one after the other: send each before asking for the next. */
  *everyone(clock: () => number): Generator<Buffer> {
    for (let first = 0; first < PEOPLE; first += BATCH) {
      this.#introductions.fill(clock(), this.#sequence, first)
      yield Buffer.from(this.#introductions.bytes)
    }
  }
}

function shuffledKinds(random: Random): Kind[] {
  const kinds = Object.entries(MIX).flatMap(([kind, count]) => new Array<Kind>(count).fill(kind as Kind))
  for (let i = kinds.length - 1; i > 0; i--) {
    const other = random.below(i + 1)
    ;[kinds[i], kinds[other]] = [kinds[other]!, kinds[i]!]
  }
  return kinds
}
