// The thread of one comparison: it reads the list, hears of known people, compares, and gives out what it found. All that it
// holds is personal and lives in its memory only; it ends with the thread.
import type { MessagePort } from 'node:worker_threads'
import { assert, fail, ok, type Result } from '@touchstone/base'
import { MOST_TOLD, RecordTable, keysOf, listedKeys, matchRecords, seededDraw, PASSES, type Matches, type PairScope } from '@touchstone/identity'
import { LIMITS } from './limits.ts'
import { ListReader, type ReadCsv } from './list-reader.ts'
import type { FoundPair, FromThread, MatchSummary, PairSide, ThreadSettings, ToThread } from './thread-messages.ts'

export type { ThreadSettings }

/** The same list gives the same answer. */
const SEED = 1

/** Answers in a worker thread whatever comes through `port`. */
export function serveMatchThread(port: MessagePort, settings: ThreadSettings, readCsv: ReadCsv): void {
  const comparison = new Comparison(settings, readCsv, (message) => port.postMessage(message))
  port.on('message', (message: ToThread) => {
    // A message comes only after the answer to the one before.
    void comparison.answer(message).then((answer) => port.postMessage(answer))
  })
}

class Comparison {
  readonly #table: RecordTable
  readonly #reader: ListReader
  readonly #send: (message: FromThread) => void
  /** The ids of known people, by their place behind the list. */
  readonly #people: number[] = []
  #known = 0
  #keys: ReadonlySet<number> | undefined
  #matches: Matches | undefined

  constructor(settings: ThreadSettings, readCsv: ReadCsv, send: (message: FromThread) => void) {
    this.#table = new RecordTable(settings.dates)
    this.#reader = new ListReader(settings, readCsv, (input) => void this.#table.addListed(input))
    this.#send = send
  }

  async answer(message: ToThread): Promise<FromThread> {
    if ('text' in message) return this.#taken(await this.#reader.text(message.text))
    if ('rows' in message) return this.#taken(this.#reader.rows(message.rows))
    if ('end' in message) return this.#taken(await this.#reader.end())
    if ('people' in message) return this.#taken(this.#hear(message.people))
    return 'run' in message ? { done: this.#run(message.run) } : { pairs: this.#part(message.part) }
  }

  #taken(result: Result<void>): FromThread {
    return result.ok ? { taken: { rows: this.#table.listed, compareable: this.#people.length } } : { failed: result.failure }
  }

  /** Keeps those who share a key with anybody in the list; nobody else could be compared with it. */
  #hear(slice: Extract<ToThread, { people: unknown }>['people']): Result<void> {
    const keys = (this.#keys ??= listedKeys(this.#table))
    const own = new Uint32Array(PASSES.length)
    for (const [person, input] of slice) {
      this.#known++
      const isKept = this.#table.addKnownIf(input, (record) => {
        keysOf(this.#table, record, own)
        return own.some((key) => key !== 0 && keys.has(key))
      })
      if (!isKept) continue
      if (this.#people.length >= LIMITS.KNOWN) return fail('profiles.match-too-wide', `more than ${LIMITS.KNOWN} known people share something with this list; compare it in parts`)
      this.#people.push(person)
    }
    return ok(undefined)
  }

  #run(asked: PairScope): MatchSummary {
    const table = this.#table
    const scope = { within: asked.within && table.listed > 1, across: asked.across && this.#people.length > 0 }
    const counts = { rows: table.listed, empty: this.#reader.empty, known: this.#known, compareable: this.#people.length }
    if (!scope.within && !scope.across) return { ...counts, pairs: 0, groups: 0, compared: 0, isCut: false, passes: [], thresholds: [], recommended: 1, expected: 0, missed: 0, weights: [] }
    const found = matchRecords(table, { ...scope, draw: seededDraw(SEED), onProgress: (phase, done) => this.#send({ progress: { phase, done } }) })
    assert(found.probability.length <= MOST_TOLD && found.probability.length === found.a.length, 'what is told is bounded')
    this.#matches = found
    const { compared, isCut, passes, thresholds, recommended, expected, missed, weights } = found
    return { ...counts, pairs: found.a.length, groups: found.group.reduce((most, one) => Math.max(most, one), 0), compared, isCut, passes, thresholds, recommended, expected, missed, weights }
  }

  #part(part: number): FoundPair[] {
    assert(this.#matches !== undefined, 'pairs are given out after they were found')
    const { a, b, probability, pattern, group } = this.#matches
    const pairs: FoundPair[] = []
    for (let i = part * LIMITS.PART; i < Math.min(a.length, (part + 1) * LIMITS.PART); i++) {
      pairs.push({ a: this.#side(a[i]!), b: this.#side(b[i]!), probability: probability[i]!, pattern: pattern[i]!, group: group[i]! })
    }
    return pairs
  }

  #side(record: number): PairSide {
    assert(this.#reader.ids.length === this.#table.listed && this.#people.length === this.#table.size - this.#table.listed, 'every record is a row or somebody known')
    return record < this.#table.listed ? { row: record + 1, id: this.#reader.ids[record]! } : { person: this.#people[record - this.#table.listed]! }
  }
}
