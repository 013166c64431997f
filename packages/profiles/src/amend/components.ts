// Who hangs together. What a fact made of its people depends on everyone whom it names, also where a rule kept them apart: so
// people are built again together with all whom their facts name, and whose facts name them, and with whom they were declared one.
import { assert, ok, type Result } from '@touchstone/base'
import { factsTable } from '@touchstone/language'
import type { Amendment } from '@touchstone/vocabulary'
import type { Parameters, QueryLimits, Row } from '@touchstone/warehouse'
import type { AmendmentState } from './amendment-state.ts'

/** People of one component; more of them are no person any more, and nobody would want them built again at once. */
export const MAX_PEOPLE = 10_000
const QUERY: QueryLimits = { milliseconds: 600_000 }

export type QueryAll = (sql: string, parameters: Parameters, limits?: QueryLimits) => Promise<Result<readonly Row[]>>

export interface Component {
  readonly people: readonly number[]
  /** Every id under which history has facts of theirs. */
  readonly stored: readonly number[]
}

export class Components {
  readonly #state: AmendmentState
  readonly #query: QueryAll

  constructor(state: AmendmentState, query: QueryAll) {
    this.#state = state
    this.#query = query
  }

  /** People whom only history can name. */
  async named(amendment: Amendment): Promise<Result<readonly number[]>> {
    if (amendment.kind === 'retract') return this.#people('position IN {facts:Array(UInt64)}', { facts: [...new Set(amendment.values.map(({ fact }) => fact))] })
    if (amendment.kind !== 'forget-rules') return ok([])
    return this.#people('rules = {version:UInt32} AND (notEmpty(dropped) OR position IN (SELECT position FROM touchstone.profiles_links WHERE rules = {version:UInt32}))', { version: amendment.version })
  }

  /** These people, and all whom their facts name or whose facts name them, until nobody comes along any more. */
  async around(first: readonly number[]): Promise<Result<Component>> {
    const state = this.#state
    assert(first.length > 0, 'somebody is asked for')
    const people = new Set<number>()
    const stored = new Set<number>()
    let next = first.map((id) => state.canonical(id))
    while (next.length > 0 && people.size <= MAX_PEOPLE) {
      const known = next.map((id) => state.known(id)).filter((one) => one !== undefined)
      for (const id of next) people.add(id)
      for (const { ids } of known) for (const id of ids) stored.add(id)
      const found = await this.#named(known.flatMap(({ identifiers }) => identifiers))
      if (!found.ok) return found
      for (const id of found.value) stored.add(id)
      const tied = state.tiedTo(known.flatMap(({ identifiers }) => identifiers))
      next = [...new Set([...found.value, ...tied].map((id) => state.canonical(id)))].filter((id) => !people.has(id) && state.known(id) !== undefined)
    }
    return ok({ people: [...people].sort((a, b) => a - b), stored: [...stored].sort((a, b) => a - b) })
  }

  /** Whoever has a fact with one of these identifiers, and whoever has an identifier of such a fact. */
  async #named(identifiers: readonly string[]): Promise<Result<readonly number[]>> {
    const state = this.#state
    const facts = factsTable(state.isHistoryAmended, String(Number.MAX_SAFE_INTEGER))
    const shared = await this.#query(
      `SELECT groupUniqArray(f.person) AS people, groupUniqArrayArray(if(notEmpty(f.dropped), f.identifiers, [])) AS identifiers FROM ${facts} AS f WHERE hasAny(f.identifiers, {identifiers:Array(String)})`,
      { identifiers },
      QUERY,
    )
    if (!shared.ok) return shared
    const row = shared.value[0] as { people: number[]; identifiers: string[] } | undefined
    return ok([...(row?.people ?? []), ...(row?.identifiers ?? []).map((one) => state.find(one)).filter((id) => id !== 0)])
  }

  async #people(where: string, parameters: Parameters): Promise<Result<readonly number[]>> {
    const facts = factsTable(this.#state.isHistoryAmended, String(Number.MAX_SAFE_INTEGER))
    const rows = await this.#query(`SELECT groupUniqArray(f.person) AS people FROM ${facts} AS f WHERE ${where}`, parameters, QUERY)
    return rows.ok ? ok((rows.value[0] as { people: number[] }).people) : rows
  }
}
