// Reading history for a new segment. This runs inside the warehouse's child, next to the facts.
//
// The segment's nodes see every live fact after its definition; what came before is read here and fed through the very
// same nodes, so that history and the present cannot disagree. People go through in ascending order of id, in stretches
// that hold about the same number of facts: the table's order (event, person, happened) answers a stretch by reading
// little else, so a history of any size needs the memory of one stretch. Within a stretch the order of facts does not
// matter to a node, so nothing is sorted but the people; only where somebody has thousands do they come in the order in
// which they happened, because a state that grows at its end grows faster.
//
// The result leaves as SEED records, whole people each. A node that an earlier segment brought may be younger or older
// than this segment: each takes only the facts up to the definition that brought it.
import { assert, fail, ok, type Millis, type Result } from '@touchstone/base'
import { factsTable, storedProgram } from '@touchstone/language'
import { SeedWriter } from '@touchstone/vocabulary'
import type { Job, JobContext, Parameters, Row } from '@touchstone/warehouse'
import { HistoryCells, HistoryTooLargeError } from './history-cells.ts'
import { readingsOf, type Reading, type WaitingNode } from './history-reading.ts'

export const BACKFILL_JOB = 'segments.backfill'

/** Facts per stretch: each is looked up in every part of the table, which small ones spend most of their time on. */
const STRETCH_FACTS = 500_000
/**
 * Bytes and cells after which a SEED record ends with the person at hand. The engine takes a record as one, while live
 * facts wait: a hundred people who have two cells each cost it 1 to 5 ms, by how much else there is of them.
 */
const SEED_BYTES = 64 * 1024
const SEED_CELLS = 250
/**
 * Bytes of one person's cells, which travel in one record. The log takes 64 MB that wait for the disk, live facts
 * included; a person has this much after about two million facts.
 */
const MAX_PERSON_BYTES = 32 * 1024 * 1024
/** With so many facts of one person a stretch is read in their order: each one out of order moves half of the others. */
const SORTED_FROM = 2_000
const PLAN_MILLISECONDS = 600_000

export interface BackfillArgument {
  /** Position of the segment's definition. */
  readonly segment: number
  readonly where: string
  /** Whether `where` is the expression of a computed trait. */
  readonly isTrait: boolean
  /** The nodes whose history is missing: their places in the program, and the position of the definition that brought them. */
  readonly nodes: readonly { readonly index: number; readonly since: number }[]
  /** People up to this id are seeded already. */
  readonly seededThrough: number
  /** Whether amendments have told facts or values of history apart. */
  readonly isAmended?: boolean
  readonly stretchFacts?: number
  readonly maxPersonBytes?: number
}

export type BackfillMessage =
  /** How much there is to read: the first message. */
  | { readonly kind: 'plan'; readonly facts: number }
  /** The payload of one SEED record, up to the person `through`. */
  | { readonly kind: 'seeds'; readonly payload: Uint8Array; readonly through: number }
  /** Facts read so far. */
  | { readonly kind: 'read'; readonly facts: number }

/** What the job answers: how many facts it read, or `segments.history-too-large` where one person's states pass the bound. */
export type BackfillAnswer = Result<{ readonly facts: number }>

export const backfillJob: Job = async (argument, context): Promise<BackfillAnswer> => {
  const run = new BackfillRun(argument as BackfillArgument, context)
  try {
    return ok({ facts: await run.all() })
  } catch (error) {
    if (error instanceof HistoryTooLargeError) return fail('segments.history-too-large', `The history of person ${run.person} is too long for this condition: ${error.message}.`)
    throw error
  }
}

interface Stretch {
  /** The largest person id in it. */
  readonly last: number
  readonly facts: number
  /** The most that one person has. */
  readonly most: number
}

class BackfillRun {
  readonly #argument: BackfillArgument
  readonly #context: JobContext
  readonly #maxPersonBytes: number
  readonly #waiting: readonly WaitingNode[]
  readonly #cells: HistoryCells
  readonly #seeds: SeedWriter

  constructor(argument: BackfillArgument, context: JobContext) {
    this.#argument = argument
    this.#context = context
    this.#maxPersonBytes = argument.maxPersonBytes ?? MAX_PERSON_BYTES
    const numbers = new Map<string, number>()
    const stored = storedProgram(argument.where, argument.isTrait, {
      node: (key) => numbers.get(key) ?? numbers.set(key, numbers.size).get(key)!,
      trait: () => 0,
    })
    assert(stored.ok, 'what is under backfill was checked before it was appended')
    const program = stored.value
    this.#waiting = argument.nodes.map(({ index, since }) => {
      const spec = program.nodes[index]
      assert(spec !== undefined && spec.id === index, 'nodes are numbered by their place in the program')
      return { index, since, spec }
    })
    this.#cells = new HistoryCells(program.nodes.length, this.#maxPersonBytes)
    this.#seeds = new SeedWriter(argument.segment)
  }

  get #facts(): string {
    return factsTable(this.#argument.isAmended === true, String(Number.MAX_SAFE_INTEGER))
  }

  /** The person at hand. */
  get person(): number {
    return this.#cells.person
  }

  /** Reads, evaluates and posts everything; how many facts that were. */
  async all(): Promise<number> {
    const { seededThrough } = this.#argument
    const now = await this.#now()
    const readings = readingsOf(this.#waiting, now)
    const stretches = await this.#plan(readings)
    await this.#post({ kind: 'plan', facts: stretches.reduce((sum, { facts }) => sum + facts, 0) })
    let after = seededThrough
    let read = 0
    // While the engine takes in one stretch the next is read.
    let posting = Promise.resolve()
    try {
      for (const { last, facts, most } of stretches) {
        for (const reading of readings) await this.#read(reading, after, last, most, now)
        const seeds = this.#take(last)
        await posting
        after = last
        read += facts
        posting = this.#postAll([...seeds, { kind: 'read', facts: read }])
      }
    } finally {
      await posting
    }
    return read
  }

  async #postAll(messages: readonly BackfillMessage[]): Promise<void> {
    for (const message of messages) await this.#post(message)
  }

  #post(message: BackfillMessage): Promise<void> {
    return this.#context.post(message)
  }

  /** No earlier than any fact to read, no later than the youngest definition: what is older than a horizon by then never counts. */
  async #now(): Promise<Millis> {
    if (this.#waiting.length === 0) return 0
    const through = Math.max(...this.#waiting.map(({ since }) => since))
    const [newest] = await this.#rows('SELECT max(appended) AS now FROM touchstone.profiles_facts WHERE position <= {through:UInt64}', { through })
    return newest!['now'] as number
  }

  /** Cuts the people who are not seeded yet into stretches of about as many facts. */
  async #plan(readings: readonly Reading[]): Promise<Stretch[]> {
    if (readings.length === 0) return []
    const { seededThrough: after, stretchFacts: stretch = STRETCH_FACTS } = this.#argument
    const found = await this.#rows(
      `SELECT max(person) AS last, sum(n) AS facts, max(n) AS most FROM (
  SELECT person, n, intDiv(sum(n) OVER (ORDER BY person ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) - 1, {stretch:UInt64}) AS stretch
  FROM (SELECT person, count() AS n FROM ${this.#facts} WHERE (${readings.map(({ where }) => where).join(' OR ')}) AND person > {after:UInt64} GROUP BY person)
) GROUP BY stretch ORDER BY last`,
      { ...Object.assign({}, ...readings.map(({ parameters }) => parameters)), after, stretch },
    )
    return found.map((row) => ({ last: row['last'] as number, facts: row['facts'] as number, most: row['most'] as number }))
  }

  /** Feeds the facts of the people above `after` up to `last` to the nodes. */
  async #read(reading: Reading, after: number, last: number, most: number, now: Millis): Promise<void> {
    const order = most >= SORTED_FROM ? ` ORDER BY ${reading.order}` : ''
    const sql = `SELECT ${reading.columns} FROM ${this.#facts} WHERE (${reading.where}) AND person > {after:UInt64} AND person <= {last:UInt64}${order}`
    for await (const block of this.#context.columns(sql, { ...reading.parameters, after, last })) reading.take(block, this.#cells, now)
  }

  /** What came of the stretch, which ends with the person `last`, in records; forgets it. */
  #take(last: number): BackfillMessage[] {
    const messages: BackfillMessage[] = []
    for (const person of this.#cells.people()) {
      const cells = this.#cells.of(person)
      let bytes = 0
      for (const { index } of this.#waiting) {
        const cell = cells.cell(index)
        if (cell === undefined) continue
        bytes += cell.length
        this.#seeds.add({ person, node: index, cell })
      }
      if (bytes > this.#maxPersonBytes) throw new HistoryTooLargeError(`its states take ${bytes} bytes, ${this.#maxPersonBytes} are possible`)
      if (this.#seeds.bytes >= SEED_BYTES || this.#seeds.cells >= SEED_CELLS) messages.push({ kind: 'seeds', payload: this.#seeds.take(), through: person })
    }
    if (this.#seeds.cells > 0) messages.push({ kind: 'seeds', payload: this.#seeds.take(), through: last })
    this.#cells.clear()
    return messages
  }

  async #rows(sql: string, parameters: Parameters): Promise<readonly Row[]> {
    const found = await this.#context.query(sql, parameters, { milliseconds: PLAN_MILLISECONDS })
    if (!found.ok) throw new Error(`${found.failure.code}: ${found.failure.message}`)
    return found.value
  }
}
