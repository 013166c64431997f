// Which personal fields facts brought. Their values leave the fact before it is stored, so history cannot count them;
// whoever opens the sealed blob to fill the vault counts them here, by place and name, never a value.
//
// A record is counted once, however often it is read again: the counts and the position up to which they are complete are
// written in one transaction, and records up to there are passed over.
import { maskEmails, namesOfPath } from '@touchstone/vocabulary'
import type { Transactions } from '../ports.ts'

export interface SealedField {
  readonly place: 'property' | 'trait' | 'context'
  /** Of a property: the call's type and event. */
  readonly type: string
  readonly event: string
  /** Names joined by dots; `[]` stands for the items of a list. */
  readonly field: string
  readonly facts: number
  readonly first: number
  readonly last: number
}

export interface SealedFact {
  readonly position: number
  readonly type: string
  readonly event: string
  readonly happened: number
  /** As the sealed blob names them. */
  readonly paths: readonly string[]
}

/** Fields that are counted. Further ones are sealed all the same. */
export const MAX_SEALED_FIELDS = 10_000
const LONGEST_NAME = 200

export class SealedFields {
  readonly #registry: Transactions
  /** Every field counted so far, and the position up to which; undefined until they were read. */
  #known: { readonly keys: Set<string>; through: number } | undefined

  constructor(registry: Transactions) {
    this.#registry = registry
  }

  /** Counts facts, in order of position. Those counted before change nothing. */
  async count(facts: readonly SealedFact[]): Promise<void> {
    if (facts.length === 0) return
    const known = (this.#known ??= await this.#read())
    const news = facts.filter(({ position }) => position > known.through)
    if (news.length === 0) return
    const counts = new Map<string, { -readonly [K in keyof SealedField]: SealedField[K] }>()
    for (const fact of news) countOne(fact, known.keys, counts)
    const rows = [...counts.values()]
    const through = news.at(-1)!.position
    await this.#registry.transaction(async (scope) => {
      await scope.query(
        `INSERT INTO governance.sealed_fields AS there (place, type, event, field, facts, first, last)
         SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[])
         ON CONFLICT (place, type, event, field) DO UPDATE
         SET facts = there.facts + excluded.facts, first = least(there.first, excluded.first), last = greatest(there.last, excluded.last)`,
        (['place', 'type', 'event', 'field', 'facts', 'first', 'last'] as const).map((column) => rows.map((row) => row[column])),
      )
      await scope.query('INSERT INTO governance.sealed_through (one, position) VALUES (true, $1) ON CONFLICT (one) DO UPDATE SET position = excluded.position', [through])
    })
    known.through = through
    for (const key of counts.keys()) known.keys.add(key)
  }

  async list(): Promise<SealedField[]> {
    return await this.#registry.query<SealedField & Record<string, unknown>>('SELECT place, type, event, field, facts, first, last FROM governance.sealed_fields ORDER BY place, event, field, type')
  }

  async #read(): Promise<{ keys: Set<string>; through: number }> {
    const [row] = await this.#registry.query<{ position: number }>('SELECT position FROM governance.sealed_through')
    return { keys: new Set((await this.list()).map(keyOf)), through: row?.position ?? 0 }
  }
}

function countOne({ type, event, happened, paths }: SealedFact, known: ReadonlySet<string>, counts: Map<string, { -readonly [K in keyof SealedField]: SealedField[K] }>): void {
  // Two items of one list are one field of the fact.
  for (const one of new Set(paths.map(placeOf).filter((found) => found !== undefined))) {
    const [place, field] = JSON.parse(one) as [SealedField['place'], string]
    const own = place === 'property' ? { type, event: storable(event) } : { type: '', event: '' }
    const key = keyOf({ place, field, ...own })
    const there = counts.get(key)
    if (there !== undefined) {
      there.facts++
      there.first = Math.min(there.first, happened)
      there.last = Math.max(there.last, happened)
    } else if (known.has(key) || known.size + counts.size < MAX_SEALED_FIELDS) counts.set(key, { place, field, ...own, facts: 1, first: happened, last: happened })
  }
}

const PLACES: Readonly<Record<string, SealedField['place']>> = { properties: 'property', traits: 'trait', context: 'context' }

/** The place and field of a sealed path as one text; undefined for identifiers beside them, which are no fields. */
function placeOf(path: string): string | undefined {
  const [first, ...names] = namesOfPath(path)
  const place = PLACES[first ?? '']
  if (place === undefined || names.length === 0) return undefined
  const field = storable(maskEmails(names.map((name) => (/^\d+$/.test(name) ? '[]' : name)).join('.')))
  return field.length > LONGEST_NAME ? undefined : JSON.stringify([place, field])
}

function keyOf({ place, type, event, field }: Pick<SealedField, 'place' | 'type' | 'event' | 'field'>): string {
  return JSON.stringify([place, type, event, field])
}

/** PostgreSQL's texts cannot hold the character 0, and a sender may name a field anything. */
function storable(text: string): string {
  return text.replaceAll('\0', '\uFFFD').toWellFormed()
}
