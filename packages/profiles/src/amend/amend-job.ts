// Building people again, inside the warehouse's child, next to their facts. The facts come in stretches of log positions, so
// that a component of any size needs the memory of one stretch and of its own state; between stretches, and every so often
// within one, others of the child have their turn.
import { assert, fail, ok, type Result } from '@touchstone/base'
import { factsTable } from '@touchstone/language'
import { FactWriter, type FactType, type Identifier } from '@touchstone/vocabulary'
import type { ColumnBlock, Job, JobContext, Parameters, Row } from '@touchstone/warehouse'
import { encodeImages, type Images } from '../machine/image-record.ts'
import { Replay, type PersonSummaryAfter, type ReplayPast } from '../machine/replay.ts'

export const AMEND_JOB = 'profiles.amend'

/** Facts per stretch. */
const STRETCH_FACTS = 50_000
/** Facts between two breaths. */
const BREATH_FACTS = 2_000
/** Facts of one component. */
export const MAX_FACTS = 3_000_000
/** Bytes of the images, which enter the log as one record. */
export const MAX_IMAGE_BYTES = 48 * 1024 * 1024
const QUERY_MILLISECONDS = 600_000

export interface AmendArgument {
  /** Position of the amendment. */
  readonly amend: number
  readonly past: ReplayPast
  /** Every id under which facts of these people were stored. */
  readonly stored: readonly number[]
  /** Whether earlier amendments have told facts or values apart. */
  readonly isAmended: boolean
  /** Only to say what the people would come to. */
  readonly isPreview?: boolean
  readonly stretchFacts?: number
}

export type AmendMessage = { readonly kind: 'plan' | 'read'; readonly facts: number }

/** The payload of an IMAGES record (empty for a preview), or why there is none: `profiles.too-much-to-amend`. */
export type AmendAnswer = Result<{ readonly payload: Uint8Array; readonly facts: number; readonly people: readonly PersonSummaryAfter[] }>

export const amendJob: Job = async (argument, context): Promise<AmendAnswer> => new AmendRun(argument as AmendArgument, context).all()

class AmendRun {
  readonly #argument: AmendArgument
  readonly #context: JobContext
  readonly #replay: Replay
  readonly #writer = new FactWriter()
  readonly #facts: string
  /** Traits that do not count, by fact; those of this amendment apart. */
  readonly #retracted = new Map<number, Set<string>>()
  readonly #own = new Set<number>()
  readonly #retractions: [number, number, string][] = []

  constructor(argument: AmendArgument, context: JobContext) {
    this.#argument = argument
    this.#context = context
    this.#replay = new Replay(argument.past)
    this.#facts = `${factsTable(argument.isAmended, '{knownAt:Int64}')} AS f WHERE f.person IN {stored:Array(UInt64)} AND f.position <= {through:UInt64}`
    for (const { position, control } of argument.past.controls) {
      if (control.control !== 'identity.amend' || control.amendment.kind !== 'retract') continue
      for (const { fact, trait } of control.amendment.values) {
        const traits = this.#retracted.get(fact)
        if (traits === undefined) this.#retracted.set(fact, new Set([trait]))
        else traits.add(trait)
        if (position === argument.amend) this.#own.add(fact)
      }
    }
  }

  async all(): Promise<AmendAnswer> {
    const stretches = await this.#plan()
    const facts = stretches.reduce((sum, stretch) => sum + stretch.facts, 0)
    if (facts > MAX_FACTS) return fail('profiles.too-much-to-amend', `These people have ${facts} facts together; at most ${MAX_FACTS} are read again at once.`)
    await this.#context.post({ kind: 'plan', facts } satisfies AmendMessage)
    let after = 0
    let read = 0
    for (const { last, facts: some } of stretches) {
      await this.#read(after, last)
      after = last
      await this.#context.post({ kind: 'read', facts: (read += some) } satisfies AmendMessage)
    }
    const { amend, past } = this.#argument
    assert(read === facts, 'every fact that was counted is read')
    const built = this.#replay.finish()
    const people = this.#replay.summary()
    if (this.#argument.isPreview === true) return ok({ payload: NOTHING, facts, people })
    const images: Images = { amend, through: past.through, ...built, retractions: this.#retractions }
    const payload = encodeImages(images)
    if (payload.length > MAX_IMAGE_BYTES) return fail('profiles.too-much-to-amend', `What these people come to takes ${payload.length} bytes; at most ${MAX_IMAGE_BYTES} fit one record.`)
    return ok({ payload, facts, people: [] })
  }

  get #parameters(): Parameters {
    const { stored, past } = this.#argument
    return { stored, through: past.through, knownAt: past.time }
  }

  /** Cuts the facts by position into stretches of about as many. */
  async #plan(): Promise<{ readonly last: number; readonly facts: number }[]> {
    const { stretchFacts: stretch = STRETCH_FACTS } = this.#argument
    const rows = await this.#rows(
      `SELECT max(position) AS last, count() AS facts FROM (SELECT position, intDiv(row_number() OVER (ORDER BY position) - 1, {stretch:UInt64}) AS stretch FROM (SELECT f.position AS position FROM ${this.#facts})) GROUP BY stretch ORDER BY last`,
      { ...this.#parameters, stretch },
    )
    return rows.map((row) => ({ last: row['last'] as number, facts: row['facts'] as number }))
  }

  async #read(after: number, last: number): Promise<void> {
    const sql = `SELECT toFloat64(f.position), toFloat64(f.person), toFloat64(f.appended), toFloat64(f.happened), CAST(f.type, 'String'), CAST(f.event, 'String'), CAST(f.source, 'String'),
f.message_id, toJSONString(f.identifiers), toJSONString(f.dropped), f.traits, f.properties, f.context, toJSONString(f.dropped_by) FROM ${this.#facts} AND f.position > {after:UInt64} AND f.position <= {last:UInt64} ORDER BY f.position`
    for await (const block of this.#context.columns(sql, { ...this.#parameters, after, last })) await this.#take(block)
  }

  async #take(block: ColumnBlock): Promise<void> {
    const positions = block.numbers(0)
    const people = block.numbers(1)
    const appended = block.numbers(2)
    const happened = block.numbers(3)
    const text = (column: number, row: number): string => block.texts(column).text(row)
    for (let row = 0; row < block.rows; row++) {
      const position = positions[row]!
      const time = appended[row]!
      const identifiers = JSON.parse(text(8, row)) as string[]
      const context = text(12, row)
      const payload = this.#writer.encode({
        type: text(4, row) as FactType,
        event: text(5, row),
        source: text(6, row),
        messageId: text(7, row),
        timestamp: happened[row]!, receivedAt: time, originalTimestamp: happened[row]!, sentAt: time,
        identifiers: identifiers.map(identifierOf),
        blocked: blockedAtTheEdge(identifiers, text(9, row), text(13, row)),
        namesAccounts: context.includes('"externalIds"') || context.includes('"groupId"'),
        traits: this.#counting(position, people[row]!, text(10, row)),
        properties: text(11, row),
        context,
        sealed: NOTHING,
      })
      this.#replay.fact(position, time, people[row]!, payload)
      if (row % BREATH_FACTS === BREATH_FACTS - 1) await breath()
    }
  }

  /** The traits that count. */
  #counting(position: number, person: number, traits: string): string {
    const retracted = this.#retracted.get(position)
    if (retracted === undefined) return traits
    // Also of a trait that is not here, because its value is sealed: the vault reads it too.
    if (this.#own.has(position)) for (const trait of retracted) this.#retractions.push([position, person, trait])
    if (retracted.has('*')) return '{}'
    const given = Object.entries(JSON.parse(traits) as Record<string, unknown>)
    return JSON.stringify(Object.fromEntries(given.filter(([trait]) => !retracted.has(trait))))
  }

  async #rows(sql: string, parameters: Parameters): Promise<readonly Row[]> {
    const found = await this.#context.query(sql, parameters, { milliseconds: QUERY_MILLISECONDS })
    if (!found.ok) throw new Error(`${found.failure.code}: ${found.failure.message}`)
    return found.value
  }
}

const NOTHING = new Uint8Array(0)

function identifierOf(key: string): Identifier {
  const colon = key.indexOf(':')
  return { type: key.slice(0, colon), value: key.slice(colon + 1) }
}

/** How many identifiers, at the end, the edge found to identify nobody: it saw their plain values, the engine does not. */
function blockedAtTheEdge(identifiers: readonly string[], dropped: string, rules: string): number {
  if (dropped === '[]') return 0
  const by = JSON.parse(rules) as string[]
  const blocked = new Set((JSON.parse(dropped) as string[]).filter((_key, i) => by[i] === 'blocked'))
  let count = 0
  while (count < identifiers.length && blocked.has(identifiers[identifiers.length - 1 - count]!)) count++
  return count
}

function breath(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
