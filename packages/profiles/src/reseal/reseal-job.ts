// Sealing the past of a field again. This runs inside the warehouse's child, next to the facts.
//
// Facts that were stored before the field had its class are read in order of the log, some thousand at a time, and taken
// through the same guard as at the edge. What leaves them is handed to the parent, which puts it into the vault; when
// it says that it has, the facts are given their new texts. So a value is in the vault before it leaves history, and a crash at
// any moment means only that some is done again. At the end the places go that repeat values of facts: what people are sorted
// by, and examples of the catalogue. Nothing is over before the files of the old rows are gone.
import { assert } from '@touchstone/base'
import { comparableName, isSealed, type FactType } from '@touchstone/vocabulary'
import type { Job, JobContext, Row } from '@touchstone/warehouse'
import type { CleanFact, CleanerOf, FactTexts, ResealField } from './clean.ts'
import { keyPattern } from './key-pattern.ts'

export const RESEAL_JOB = 'profiles.reseal'
export const RESEAL_KEPT_JOB = 'profiles.reseal-kept'
export const RESEAL_CHECK_JOB = 'profiles.reseal-check'

/** Facts and bytes that are taken out and rewritten together: each time ClickHouse rewrites the parts that hold them. */
const CHUNK_FACTS = 50_000
const CHUNK_BYTES = 48 * 1024 * 1024
/** Values that travel in one message. */
const MESSAGE_FACTS = 500
const MILLISECONDS = 3_600_000

export interface ResealArgument extends ResealField {
  /** Facts from this position on came with the class. */
  readonly before: number
  /** Facts up to this position are done. */
  readonly after: number
  /** Names this run, for what the parent says it has kept. */
  readonly run: string
  readonly chunkFacts?: number
}

/** Values that left one fact. */
export interface TakenOut {
  readonly position: number
  readonly person: number
  readonly happened: number
  /** The fact's hash, as digits. */
  readonly hash: string
  readonly source: string
  readonly identifiers: readonly string[]
  readonly personal: Readonly<Record<string, unknown>>
}

export type ResealMessage =
  | { readonly kind: 'values'; readonly facts: readonly TakenOut[] }
  /** To be answered with `RESEAL_KEPT_JOB` when all values before it are in the vault. */
  | { readonly kind: 'keep'; readonly run: string; readonly chunk: number }
  /** Facts up to this position are done; `facts` of them were changed since the last such message. */
  | { readonly kind: 'through'; readonly position: number; readonly facts: number }

/** The answer to a `keep` message. */
export interface KeptArgument {
  readonly run: string
  readonly chunk: number
  readonly isKept: boolean
}

/** What is left in the clear, in facts of before and in the tables that repeat their values. */
export interface LeftInTheClear {
  readonly facts: number
  readonly traits: number
  readonly examples: number
}

/** The jobs of sealing again; `cleanerOf` is intake's guard for one field. */
export function resealJobs(cleanerOf: CleanerOf): Readonly<Record<string, Job>> {
  const waiting = new Map<string, (isKept: boolean) => void>()
  const kept = async (run: string, chunk: number, context: JobContext): Promise<void> => {
    const answered = Promise.withResolvers<boolean>()
    waiting.set(`${run} ${chunk}`, answered.resolve)
    await context.post({ kind: 'keep', run, chunk } satisfies ResealMessage)
    const isKept = await answered.promise
    waiting.delete(`${run} ${chunk}`)
    // Nothing leaves history that is not in the vault.
    if (!isKept) throw new Error('the vault could not keep what was to leave history')
  }
  return {
    [RESEAL_JOB]: (argument, context) => new ResealRun(argument as ResealArgument, context, cleanerOf, kept).all(),
    async [RESEAL_KEPT_JOB](argument) {
      const { run, chunk, isKept } = argument as KeptArgument
      waiting.get(`${run} ${chunk}`)?.(isKept)
    },
    [RESEAL_CHECK_JOB]: (argument, context) => leftInTheClear(argument as ResealArgument, context, cleanerOf),
  }
}

interface StoredFact extends FactTexts {
  readonly position: number
  readonly person: number
  readonly happened: number
  readonly hash: string
  readonly type: FactType
  readonly source: string
  readonly identifiers: string
}

const COLUMNS = "toFloat64(position), toFloat64(person), toFloat64(happened), toString(hash), CAST(type, 'String'), CAST(source, 'String'), toJSONString(identifiers), traits, properties, context"
const HAS_FIELD = 'position > {after:UInt64} AND position < {before:UInt64} AND (match(properties, {pattern:String}) OR match(traits, {pattern:String}) OR match(context, {pattern:String}))'

async function* candidates({ name, before }: ResealField & { before: number }, after: number, limit: number | undefined, context: JobContext): AsyncGenerator<StoredFact> {
  const sql = `SELECT ${COLUMNS} FROM touchstone.profiles_facts WHERE ${HAS_FIELD}${limit === undefined ? '' : ' ORDER BY position LIMIT {limit:UInt32}'}`
  for await (const block of context.columns(sql, { after, before, pattern: keyPattern(name), ...(limit === undefined ? {} : { limit }) })) {
    const numbers = [0, 1, 2].map((column) => block.numbers(column))
    const texts = [3, 4, 5, 6, 7, 8, 9].map((column) => block.texts(column))
    for (let row = 0; row < block.rows; row++) {
      const [position, person, happened] = numbers.map((column) => column[row]!) as [number, number, number]
      const [hash, type, source, identifiers, traits, properties, around] = texts.map((column) => column.text(row)) as [string, string, string, string, string, string, string]
      yield { position, person, happened, hash, type: type as FactType, source, identifiers, traits, properties, context: around }
    }
  }
}

class ResealRun {
  readonly #argument: ResealArgument
  readonly #context: JobContext
  readonly #clean: CleanFact
  readonly #kept: (run: string, chunk: number, context: JobContext) => Promise<void>
  #changed = 0

  constructor(argument: ResealArgument, context: JobContext, cleanerOf: CleanerOf, kept: (run: string, chunk: number, context: JobContext) => Promise<void>) {
    assert(isSealed(argument.class) || argument.class === 'secret', 'only protected fields are sealed again')
    this.#argument = argument
    this.#context = context
    this.#clean = cleanerOf(argument)
    this.#kept = kept
  }

  /** How many facts were changed. */
  async all(): Promise<number> {
    let after = this.#argument.after
    for (let chunk = 0; ; chunk++) {
      const next = await this.#chunk(after, chunk)
      if (next === undefined) break
      after = next
    }
    const changes = await this.#context.rowChanges()
    const tables = ['profiles_facts', ...(await this.#derived(changes))]
    await changes.purge(tables)
    return this.#changed
  }

  /** Does the next facts that may have the field; the position of the last, undefined where there are none. */
  async #chunk(after: number, chunk: number): Promise<number | undefined> {
    const { run, chunkFacts = CHUNK_FACTS } = this.#argument
    const rows: { key: number; values: string[] }[] = []
    let taken: TakenOut[] = []
    let last: number | undefined
    let bytes = 0
    for await (const fact of candidates(this.#argument, after, chunkFacts, this.#context)) {
      if (bytes > CHUNK_BYTES) break
      last = fact.position
      const cleaned = this.#clean(fact.type, fact)
      if (cleaned === undefined) continue
      rows.push({ key: fact.position, values: [cleaned.traits, cleaned.properties, cleaned.context] })
      bytes += 2 * (cleaned.traits.length + cleaned.properties.length + cleaned.context.length)
      const { position, person, happened, hash, source, identifiers } = fact
      if (cleaned.personal !== undefined) taken.push({ position, person, happened, hash, source, identifiers: JSON.parse(identifiers) as string[], personal: cleaned.personal })
    }
    if (last === undefined) return undefined
    for (; taken.length > 0; taken = taken.slice(MESSAGE_FACTS)) await this.#post({ kind: 'values', facts: taken.slice(0, MESSAGE_FACTS) })
    await this.#kept(run, chunk, this.#context)
    const changes = await this.#context.rowChanges()
    await changes.replace('profiles_facts', 'position', ['traits', 'properties', 'context'], rows)
    this.#changed += rows.length
    await this.#post({ kind: 'through', position: last, facts: rows.length })
    return last
  }

  /** Takes the values out of the tables that repeat them; the names of those that were changed. */
  async #derived(changes: Awaited<ReturnType<JobContext['rowChanges']>>): Promise<string[]> {
    const touched: string[] = []
    const traits = await traitsWhere(this.#argument, this.#context)
    if (traits !== undefined) {
      touched.push('profiles_traits')
      await changes.change('profiles_traits', `DELETE WHERE ${traits}`)
    }
    const examples = await examplesWhere(this.#argument, this.#context)
    if (examples !== undefined) {
      touched.push('profiles_catalogue')
      await changes.change('profiles_catalogue', `UPDATE example = '' WHERE ${examples}`)
    }
    return touched
  }

  #post(message: ResealMessage): Promise<void> {
    return this.#context.post(message)
  }
}

/** Which rows of the table that people are sorted by hold values of the field; undefined where none can. */
async function traitsWhere({ place, name, before }: ResealArgument, context: JobContext): Promise<string | undefined> {
  const position = `key < ${before * 1024}`
  // Behind the time and the hash stands the kind: 4 is the JSON text of an object or a list, 0 a removed trait.
  if (place === 'property') return `${position} AND substring(value, 17, 1) = unhex('04') AND match(value, ${literal(keyPattern(name))})`
  const traits = await namesLike(name, 'SELECT DISTINCT trait AS name FROM touchstone.profiles_traits', context)
  return traits.length === 0 ? undefined : `${position} AND trait IN (${traits.map(literal).join(', ')}) AND substring(value, 17, 1) != unhex('00')`
}

async function examplesWhere({ place, name }: ResealArgument, context: JobContext): Promise<string | undefined> {
  const places = place === 'trait' ? `place = 'trait'` : `place IN ('property', 'trait')`
  const fields = await namesLike(name, `SELECT DISTINCT field AS name FROM touchstone.profiles_catalogue WHERE ${places} AND example != ''`, context, place)
  return fields.length === 0 ? undefined : `${places} AND example != '' AND field IN (${fields.map(literal).join(', ')})`
}

/** Names that are this field's; of a path the last name counts, and of a trait only one without a path. */
async function namesLike(name: string, sql: string, context: JobContext, place: ResealField['place'] = 'trait'): Promise<string[]> {
  const wanted = comparableName(name)
  const rows = await rowsOf(sql, {}, context)
  return rows.map((row) => row['name'] as string).filter((one) => comparableName(one) === wanted || (place === 'property' && one.split('.').some((_, i, parts) => comparableName(parts.slice(i).join('.')) === wanted)))
}

async function leftInTheClear(argument: ResealArgument, context: JobContext, cleanerOf: CleanerOf): Promise<LeftInTheClear> {
  const clean = cleanerOf(argument)
  let facts = 0
  for await (const fact of candidates(argument, 0, undefined, context)) if (clean(fact.type, fact) !== undefined) facts++
  const traits = await traitsWhere(argument, context)
  const examples = await examplesWhere(argument, context)
  return {
    facts,
    traits: traits === undefined ? 0 : await countOf('profiles_traits', traits, context),
    examples: examples === undefined ? 0 : await countOf('profiles_catalogue', examples, context),
  }
}

async function countOf(table: string, where: string, context: JobContext): Promise<number> {
  const [row] = await rowsOf(`SELECT count() AS n FROM touchstone.${table} WHERE ${where}`, {}, context)
  return row!['n'] as number
}

async function rowsOf(sql: string, parameters: Record<string, string>, context: JobContext): Promise<readonly Row[]> {
  const found = await context.query(sql, parameters, { milliseconds: MILLISECONDS })
  if (!found.ok) throw new Error(`${found.failure.code}: ${found.failure.message}`)
  return found.value
}

function literal(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`
}
