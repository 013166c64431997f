// Reading history for a new segment. This runs inside the warehouse's child, next to the facts.
//
// The segment's nodes see every live fact after its definition; what came before is read here and fed through the very
// same nodes, so that history and the present cannot disagree. People go through in ascending order of id, in stretches
// that hold about the same number of facts: each stretch is one query that the table's order (event, person, happened)
// answers by reading little else, so a history of any size needs the memory of one stretch. Within a stretch the order of
// facts does not matter to a node, so nothing is sorted but the people.
//
// The result leaves as SEED records, whole people each. A node that an earlier segment brought may be younger or older
// than this segment: each takes only the facts up to the definition that brought it.
import { assert } from '@touchstone/base'
import { compile, parseStoredCondition, type FactInput, type NodeSpec } from '@touchstone/language'
import { SeedWriter } from '@touchstone/vocabulary'
import type { Job, JobContext, Parameters, Row } from '@touchstone/warehouse'
import { HistoryCells } from './history-cells.ts'

export const BACKFILL_JOB = 'segments.backfill'

/** Facts per stretch. */
const STRETCH_FACTS = 50_000
/** Bytes after which a SEED record ends with the person at hand. */
const SEED_BYTES = 256 * 1024
const PLAN_MILLISECONDS = 600_000

export interface BackfillArgument {
  /** Position of the segment's definition. */
  readonly segment: number
  readonly where: string
  /** The nodes whose history is missing: their places in the program, and the position of the definition that brought them. */
  readonly nodes: readonly { readonly index: number; readonly since: number }[]
  /** People up to this id are seeded already. */
  readonly seededThrough: number
  readonly stretchFacts?: number
}

export type BackfillMessage =
  /** How much there is to read: the first message. */
  | { readonly kind: 'plan'; readonly facts: number }
  /** The payload of one SEED record, up to the person `through`. */
  | { readonly kind: 'seeds'; readonly payload: Uint8Array; readonly through: number }
  /** Facts read so far. */
  | { readonly kind: 'read'; readonly facts: number }

interface WaitingNode {
  readonly index: number
  readonly since: number
  readonly spec: NodeSpec
}

export const backfillJob: Job = async (argument, context) => {
  const { segment, where, nodes, seededThrough, stretchFacts = STRETCH_FACTS } = argument as BackfillArgument
  const history = new History(where, nodes)
  const post = (message: BackfillMessage): Promise<void> => context.post(message)
  const stretches = await history.plan(context, seededThrough, stretchFacts)
  await post({ kind: 'plan', facts: stretches.reduce((sum, { facts }) => sum + facts, 0) })
  const seeds = new SeedWriter(segment)
  let after = seededThrough
  let read = 0
  for (const { last, facts } of stretches) {
    await history.read(context, after, last)
    for (const person of history.cells.people()) {
      const cells = history.cells.of(person)
      for (const { index } of nodes) {
        const cell = cells.cell(index)
        if (cell !== undefined) seeds.add({ person, node: index, cell })
      }
      if (seeds.bytes >= SEED_BYTES) await post({ kind: 'seeds', payload: seeds.take(), through: person })
    }
    if (seeds.bytes > 8) await post({ kind: 'seeds', payload: seeds.take(), through: last })
    history.cells.clear()
    after = last
    read += facts
    await post({ kind: 'read', facts: read })
  }
  return { facts: read }
}

interface Stretch {
  /** The largest person id in it. */
  readonly last: number
  readonly facts: number
}

class History {
  readonly cells: HistoryCells
  readonly #byEvent = new Map<string, WaitingNode[]>()
  readonly #fact = new RowFact()
  /** No earlier than any fact at hand, no later than the definition: what is older than a node's horizon by then never counts. */
  #now = 0
  #filter = ''
  #parameters: Parameters = {}

  constructor(where: string, waiting: BackfillArgument['nodes']) {
    const condition = parseStoredCondition(where)
    assert(condition.ok, 'the condition of a segment under backfill was checked before it was appended')
    const numbers = new Map<string, number>()
    const program = compile(condition.value, {
      node: (key) => numbers.get(key) ?? numbers.set(key, numbers.size).get(key)!,
      trait: () => 0,
    })
    this.cells = new HistoryCells(program.nodes.length)
    for (const { index, since } of waiting) {
      const spec = program.nodes[index]
      assert(spec !== undefined && spec.id === index, 'nodes are numbered by their place in the program')
      const nodes = this.#byEvent.get(spec.event)
      if (nodes === undefined) this.#byEvent.set(spec.event, [{ index, since, spec }])
      else nodes.push({ index, since, spec })
    }
  }

  /** Cuts the people above `seededThrough` into stretches of about `facts` facts. */
  async plan(context: JobContext, seededThrough: number, facts: number): Promise<Stretch[]> {
    if (this.#byEvent.size === 0) return []
    const through = Math.max(...[...this.#byEvent.values()].flat().map(({ since }) => since))
    const [newest] = await rows(context, 'SELECT max(appended) AS now FROM touchstone.profiles_facts WHERE position <= {through:UInt64}', { through })
    this.#now = newest!['now'] as number
    this.#chooseFacts()
    const found = await rows(
      context,
      `SELECT max(person) AS last, sum(n) AS facts FROM (
  SELECT person, n, intDiv(sum(n) OVER (ORDER BY person ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) - 1, {stretch:UInt64}) AS stretch
  FROM (SELECT person, count() AS n FROM touchstone.profiles_facts WHERE ${this.#filter} AND person > {after:UInt64} GROUP BY person)
) GROUP BY stretch ORDER BY last`,
      { ...this.#parameters, after: seededThrough, stretch: facts },
    )
    return found.map((row) => ({ last: row['last'] as number, facts: row['facts'] as number }))
  }

  /** Which facts any of the nodes may take in: per event up to the youngest node's definition and back to the longest horizon. */
  #chooseFacts(): void {
    const parameters: Record<string, string | number> = {}
    const chosen = [...this.#byEvent].map(([event, nodes], i) => {
      parameters[`event${i}`] = event
      parameters[`since${i}`] = Math.max(...nodes.map(({ since }) => since))
      const horizon = Math.max(...nodes.map(({ spec }) => spec.horizon))
      const choice = `event = {event${i}:String} AND position <= {since${i}:UInt64}`
      if (horizon === Infinity) return `(${choice})`
      parameters[`edge${i}`] = this.#now - horizon
      return `(${choice} AND happened > {edge${i}:Int64})`
    })
    this.#filter = `(${chosen.join(' OR ')})`
    this.#parameters = parameters
  }

  /** Feeds the facts of the people above `after` up to `last` to the nodes. */
  async read(context: JobContext, after: number, last: number): Promise<void> {
    const reading = [...this.#byEvent.keys()].flatMap((event, i) => (this.#byEvent.get(event)!.some(({ spec }) => spec.needsProperties) ? [`event = {event${i}:String}`] : []))
    const properties = reading.length === 0 ? "'{}'" : `if(${reading.join(' OR ')}, properties, '{}')`
    const sql = `SELECT position, person, event, happened, ${properties} AS props
FROM touchstone.profiles_facts
WHERE ${this.#filter} AND person > {after:UInt64} AND person <= {last:UInt64}`
    for await (const slice of context.stream(sql, { ...this.#parameters, after, last })) {
      for (const row of slice) this.#take(row)
    }
  }

  #take(row: Row): void {
    const event = row['event'] as string
    const position = row['position'] as number
    const cells = this.cells.of(row['person'] as number)
    this.#fact.reset(event, row['happened'] as number, row['props'] as string)
    for (const { since, spec } of this.#byEvent.get(event)!) if (position <= since) spec.update(cells, this.#fact, this.#now)
  }
}

/** One row as a node sees it; its properties are parsed at most once. */
class RowFact implements FactInput {
  event = ''
  timestamp = 0
  #text = ''
  #properties: Record<string, unknown> | undefined
  reset(event: string, timestamp: number, properties: string): void {
    this.event = event
    this.timestamp = timestamp
    this.#text = properties
    this.#properties = undefined
  }
  properties(): Record<string, unknown> {
    return (this.#properties ??= JSON.parse(this.#text) as Record<string, unknown>)
  }
}

async function rows(context: JobContext, sql: string, parameters: Parameters): Promise<readonly Row[]> {
  const found = await context.query(sql, parameters, { milliseconds: PLAN_MILLISECONDS })
  if (!found.ok) throw new Error(`${found.failure.code}: ${found.failure.message}`)
  return found.value
}
