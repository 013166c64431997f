// Trying rules on the past, inside the warehouse's child, next to the facts. It reads nothing of a fact but its place, its time
// and its identifiers, in stretches of log positions, and gives way to others of the child every so often. Memory grows
// with identifiers, not with facts, and has a bound.
import { assert, fail, ok, type Result } from '@touchstone/base'
import type { IdentityRules } from '@touchstone/vocabulary'
import type { ColumnBlock, Job, JobContext } from '@touchstone/warehouse'
import { differenceOf, summaryOf, type Difference, type SideSummary } from './preview-difference.ts'
import { MAX_PREVIEW_IDENTIFIERS } from './preview-graph.ts'
import { PreviewRun, type Standing } from './preview-run.ts'

export const PREVIEW_JOB = 'profiles.preview-rules'

/** Positions per stretch: each is looked up in all of the table, and sorted. */
const STRETCH = 1_000_000
/** Facts between two breaths. */
const BREATH_FACTS = 5_000

export interface PreviewArgument extends Standing {
  readonly current: IdentityRules
  readonly candidate: IdentityRules
  /** Facts up to this position. */
  readonly through: number
  readonly stretch?: number
}

export interface PreviewMessage {
  readonly facts: number
  readonly total: number
}

export interface PreviewOutcome extends Difference {
  readonly facts: number
  readonly identifiers: number
  readonly current: SideSummary
  readonly candidate: SideSummary
}

/** Fails with `profiles.too-many-identifiers`. */
export type PreviewAnswer = Result<PreviewOutcome>

// What the edge found to name nobody was seen there in plain; here it is a hash, and stays what it was.
const COLUMNS = `toFloat64(position), toFloat64(appended), arrayStringConcat(identifiers, '\\0'),
arrayStringConcat(arrayFilter((one, by) -> by = 'blocked' AND position(one, ':h:') > 0, dropped, arrayResize(dropped_by, length(dropped))), '\\0')`

export const previewJob: Job = async (argument, context): Promise<PreviewAnswer> => {
  const { current, candidate, apart, links, through, stretch = STRETCH } = argument as PreviewArgument
  const run = new PreviewRun(current, candidate, { apart, links })
  const total = await countFacts(context, through)
  for (let after = 0; after < through; after += stretch) {
    const last = Math.min(through, after + stretch)
    const sql = `SELECT ${COLUMNS} FROM touchstone.profiles_facts WHERE profiles_facts.position > {after:UInt64} AND profiles_facts.position <= {last:UInt64} ORDER BY profiles_facts.position`
    for await (const block of context.columns(sql, { after, last })) {
      if (!(await take(block, run))) return fail('profiles.too-many-identifiers', `Rules can be tried on at most ${MAX_PREVIEW_IDENTIFIERS} identifiers; here are more.`)
    }
    await context.post({ facts: run.facts, total } satisfies PreviewMessage)
  }
  assert(run.facts === total, 'every fact of the log up to there was read once')
  const [now, then] = run.sides
  return ok({ facts: run.facts, identifiers: run.numbers.size, current: summaryOf(now, run.numbers), candidate: summaryOf(then, run.numbers), ...differenceOf(now, then, run.numbers) })
}

async function countFacts(context: JobContext, through: number): Promise<number> {
  const rows = await context.query('SELECT count() AS facts FROM touchstone.profiles_facts WHERE position <= {through:UInt64}', { through })
  if (!rows.ok) throw new Error(`${rows.failure.code}: ${rows.failure.message}`)
  return rows.value[0]!['facts'] as number
}

async function take(block: ColumnBlock, run: PreviewRun): Promise<boolean> {
  const positions = block.numbers(0)
  const times = block.numbers(1)
  const identifiers = block.texts(2)
  const blocked = block.texts(3)
  for (let row = 0; row < block.rows; row++) {
    if (!run.fact(positions[row]!, times[row]!, identifiers.text(row), blocked.text(row))) return false
    if (row % BREATH_FACTS === BREATH_FACTS - 1) await breath()
  }
  return true
}

function breath(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
