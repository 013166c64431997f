// How often events were not as planned, with examples: counted in memory while they come in, and written down every few
// seconds and at the end. A process that is killed loses the counts of its last seconds; the facts and the quarantine entries
// themselves it does not lose.
import { fail, type Millis, type Result } from '@touchstone/base'
import type { Registry } from '@touchstone/registry'
import type { Problem, Violation } from './compile-plan.ts'

/** Kinds of violation that are counted apart, of all sources; further ones are counted under no name. */
export const MAX_KINDS = 10_000
/** Log positions kept of each kind: the newest. */
const EXAMPLES = 5

/** Events of one call that were not as planned. */
export interface Noted {
  readonly source: string
  readonly version: number
  readonly event: string
  readonly violations: readonly Violation[]
  readonly blocked: boolean
  /** Of the fact or the quarantine entry; 0 where the entry is shared. */
  readonly position: number
  readonly at: Millis
}

export interface ViolationCount {
  readonly source: string
  readonly version: number
  readonly event: string
  readonly field: string
  readonly problem: Problem
  readonly blocked: boolean
  readonly events: number
  readonly first: Millis
  readonly last: Millis
  /** The newest, newest first: positions of facts, or of quarantine entries where they were blocked. */
  readonly examples: readonly number[]
  readonly message: string
}

type Counting = { -readonly [K in keyof ViolationCount]: ViolationCount[K] } & { examples: number[] }

const KEYS = ['source', 'version', 'event', 'field', 'problem', 'blocked'] as const

export class ViolationTally {
  readonly #registry: Pick<Registry, 'query' | 'attempt'>
  readonly #known = new Set<string>()
  #counting = new Map<string, Counting>()
  #writing: Promise<unknown> = Promise.resolve()
  /** Since the start of the process, by source. */
  readonly totals = new Map<string, { reported: number; blocked: number }>()

  constructor(registry: Pick<Registry, 'query' | 'attempt'>) {
    this.#registry = registry
  }

  /** Remembers which kinds there are, so that their number stays bounded over restarts. Throws the registry's error. */
  async open(): Promise<this> {
    for (const row of await this.#registry.query<ViolationCount & Record<string, unknown>>(`SELECT ${KEYS.join(', ')} FROM intake.plan_violations`)) this.#known.add(keyOf(row))
    return this
  }

  note({ source, version, event, violations, blocked, position, at }: Noted): void {
    const total = this.totals.get(source) ?? { reported: 0, blocked: 0 }
    this.totals.set(source, total)
    total[blocked ? 'blocked' : 'reported']++
    for (const { problem, field, message } of violations) {
      const named = { source, version, event: storable(event), field: storable(field), problem, blocked }
      const key = keyOf(named)
      const isNew = !this.#known.has(key)
      if (isNew && this.#known.size >= MAX_KINDS) this.#count({ ...named, event: '', field: '' }, message, position, at)
      else {
        this.#known.add(key)
        this.#count(named, message, position, at)
      }
    }
  }

  #count(named: Pick<ViolationCount, (typeof KEYS)[number]>, message: string, position: number, at: Millis): void {
    const key = keyOf(named)
    const count = this.#counting.get(key)
    if (count === undefined) {
      this.#counting.set(key, { ...named, events: 1, first: at, last: at, examples: position === 0 ? [] : [position], message: storable(message) })
      return
    }
    count.events++
    count.last = Math.max(count.last, at)
    count.first = Math.min(count.first, at)
    if (position !== 0) count.examples = [position, ...count.examples].slice(0, EXAMPLES)
  }

  /** Writes down what was counted since; what could not be written is written the next time. */
  flush(): Promise<Result<unknown>> {
    const written = this.#writing.then(() => this.#flush())
    this.#writing = written.catch(() => undefined)
    return written
  }

  async #flush(): Promise<Result<unknown>> {
    const counts = this.#counting
    if (counts.size === 0) return { ok: true, value: undefined }
    this.#counting = new Map()
    const rows = [...counts.values()]
    const column = <K extends keyof Counting>(name: K) => rows.map((row) => row[name])
    const written = await this.#registry.attempt(() =>
      this.#registry.query(
        `INSERT INTO intake.plan_violations AS there (source, version, event, field, problem, blocked, events, first_at, last_at, examples, message)
         SELECT source, version, event, field, problem, blocked, events, first_at, last_at, ARRAY(SELECT jsonb_array_elements_text(examples::jsonb)::bigint), message
         FROM unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::text[], $6::boolean[], $7::bigint[], $8::bigint[], $9::bigint[], $10::text[], $11::text[])
           AS given (source, version, event, field, problem, blocked, events, first_at, last_at, examples, message)
         ON CONFLICT (source, version, event, field, problem, blocked) DO UPDATE SET events = there.events + excluded.events,
           first_at = least(there.first_at, excluded.first_at), last_at = greatest(there.last_at, excluded.last_at),
           examples = (excluded.examples || there.examples)[1:${EXAMPLES}], message = excluded.message`,
        [column('source'), column('version'), column('event'), column('field'), column('problem'), column('blocked'), column('events'), column('first'), column('last'), rows.map(({ examples }) => JSON.stringify(examples)), column('message')],
      ),
    )
    if (!written.ok) this.#takeBack(counts)
    return written
  }

  #takeBack(counts: ReadonlyMap<string, Counting>): void {
    for (const [key, count] of counts) {
      const newer = this.#counting.get(key)
      if (newer === undefined) this.#counting.set(key, count)
      else {
        newer.events += count.events
        newer.first = Math.min(newer.first, count.first)
        newer.examples = [...newer.examples, ...count.examples].slice(0, EXAMPLES)
      }
    }
  }

  /** Of a source, and of one version of its plan where it is given; the most frequent first. Includes what was counted just now. */
  async list(source: string, version: number | undefined, limit: number): Promise<Result<ViolationCount[]>> {
    const flushed = await this.flush()
    if (!flushed.ok) return fail(flushed.failure.code, flushed.failure.message)
    return this.#registry.attempt(() =>
      this.#registry.query<ViolationCount & Record<string, unknown>>(
        `SELECT source, version, event, field, problem, blocked, events, first_at AS first, last_at AS last, to_json(examples) AS examples, message FROM intake.plan_violations
         WHERE source = $1 AND ($2::int IS NULL OR version = $2) ORDER BY events DESC, event, field, problem LIMIT $3`,
        [source, version ?? null, limit],
      ),
    )
  }
}

function keyOf(row: Pick<ViolationCount, (typeof KEYS)[number]>): string {
  return JSON.stringify(KEYS.map((name) => row[name]))
}

function storable(text: string): string {
  return text.replaceAll('\0', '\uFFFD').toWellFormed()
}
