// Where personal values live: every value that a person was ever given, sealed for the person. The newest wins, by the
// moment it happened and, between facts of the same moment, by the fact's hash; the others are what it was before.
//
// A row is one value of one field, under the person that the fact was stored under, from one giver: the fact's source and
// its identifiers. It says which fact brought it first and which last, so that telling us the same thing again and again
// makes nothing grow. A merge touches nothing here: whoever reads asks for all ids of the person. And because rows of
// different givers stay apart, people who come apart again can each be given what came with their own identifiers
// (`reassign`). All of it is free of order and bears repetition.
//
// Per person and field at most `MAX_VAULT_ROWS` rows are kept: first the newest row of each value, the newest values first,
// then the second of each, and so on. So a value that is told under a hundred identifiers drives no other value out, and
// the one that holds is always kept. Which rows these are depends on the facts, not on the order they came in; only `first`
// forgets what a row had before it was driven out and came again.
import { hash as hashOnce } from 'node:crypto'
import { assert, ok } from '@touchstone/base'
import type { Millis, Result } from '@touchstone/base'
import type { PersonSealer } from './keyring.ts'
import type { Statements, Transactions } from './ports.ts'
import { COLUMNS, foldInto, folded, hashOf, hashText, ordered, put, remove, shorten, storable, type Row } from './vault-rows.ts'

/** Who said it: facts of one source with the same identifiers. One object per fact saves work. */
export interface Giver {
  readonly source: string
  /** As the fact has them, `type:value`, also those that a rule set aside. */
  readonly identifiers: readonly string[]
}

/** Which fact. */
export interface Moment {
  readonly happened: Millis
  /** The fact's 64-bit hash. */
  readonly hash: bigint
  /** The fact's position in the log. */
  readonly position: number
}

/** One personal value as a fact brought it. */
export interface VaultValue extends Moment {
  /** As the fact was stored. */
  readonly person: number
  /** Where the fact had it: `traits.email`, `properties.guests.0.phone`, `context.ip`. */
  readonly field: string
  /** JSON. */
  readonly value: string
  readonly giver: Giver
}

/** One value of a person's past. */
export interface PastValue {
  readonly field: string
  /** JSON. */
  readonly value: string
  /** Four characters that are the same for the same value of the person's field, and tell nothing else. */
  readonly mark: string
  /** Undefined for what was kept by a release that did not remember. */
  readonly source: string | undefined
  /** The earliest and the latest fact that brought it. */
  readonly first: Moment
  readonly last: Moment
  /** It was taken back: it is not what holds, whatever its time. */
  readonly isRetracted: boolean
}

const GIVER_BYTES = 8
/** Names of fields remembered. */
const MAX_FIELDS = 10_000

export class Vault {
  readonly #sealer: PersonSealer
  readonly #fields = new Map<string, string>()

  constructor(sealer: PersonSealer) {
    this.#sealer = sealer
  }

  /** Keeps all values, in a statement or two and one more where something has to go. Harmless when repeated. */
  async upsertMany(values: readonly VaultValue[], statements: Statements): Promise<void> {
    await put(this.#rowsOf(values), statements)
  }

  /**
   * The values that hold, in plain, by field: the newest of all these ids of one person. This reveals: ask the gate first.
   * `governance.cannot_open` when a row was tampered with or the key is another.
   */
  async read(people: readonly number[], statements: Statements): Promise<Result<Record<string, string>>> {
    const rows = await statements.query<Pick<Row, 'field' | 'sealed' | 'sealed_for'>>(
      'SELECT DISTINCT ON (field) field, sealed, sealed_for FROM governance.vault WHERE person_id = ANY($1) AND (position <= retracted_through) IS NOT TRUE ORDER BY field, happened DESC, hash DESC, value, giver',
      [people],
    )
    const values: [string, string][] = []
    for (const row of rows) {
      const opened = this.#sealer.open(row.sealed_for, row.field, row.sealed)
      if (!opened.ok) return opened
      values.push([row.field, opened.value])
    }
    return ok(Object.fromEntries(values))
  }

  /** Every value that is kept of these ids of one person, the newest first. This reveals as `read` does. */
  async history(people: readonly number[], statements: Statements): Promise<Result<PastValue[]>> {
    assert(people.length > 0, 'a history is asked for of somebody')
    const rows = await statements.query<Row>(
      `SELECT ${COLUMNS.join(', ')} FROM governance.vault WHERE person_id = ANY($1) ORDER BY happened DESC, hash DESC, field, value, giver`,
      [people],
    )
    const values: PastValue[] = []
    for (const row of rows) {
      const opened = this.#sealer.open(row.sealed_for, row.field, row.sealed)
      if (!opened.ok) return opened
      // Of the first id: the ids of one person have each their own fingerprint of the same value.
      const mark = Buffer.from(this.#sealer.fingerprint(people[0]!, row.field, opened.value)).toString('base64url').slice(0, 4)
      values.push({
        field: row.field, value: opened.value, mark, source: row.source ?? undefined,
        first: { happened: row.first_happened, hash: hashOf(row.first_hash), position: row.first_position },
        last: { happened: row.happened, hash: hashOf(row.hash), position: row.position },
        isRetracted: row.retracted_through !== null && row.position <= row.retracted_through,
      })
    }
    return ok(values)
  }

  /**
   * Gives values to the people whom their facts belong to now. `people` are the ids under which the facts concerned were stored
   * (what was given away from there before is found as well); `personOf` answers for the position of a fact, undefined where that has not changed. A row whose first
   * and last fact go to different people is kept for both, each with their own fact. A value that changes hands is sealed
   * for its new person. Harmless when repeated, also after the same facts were taken in again.
   * `governance.cannot_open` as `read`: then nothing has changed.
   */
  async reassign(people: readonly number[], personOf: (position: number) => number | undefined, registry: Transactions): Promise<Result<void>> {
    return await registry.transaction(async (scope) => {
      const rows = await lockRows(people, scope)
      const moved = rows.filter((row) => ownerOf(row.first_position, row, personOf) !== row.person_id || ownerOf(row.position, row, personOf) !== row.person_id)
      const arriving: Row[] = []
      for (const row of moved) {
        const opened = this.#sealer.open(row.sealed_for, row.field, row.sealed)
        if (!opened.ok) return opened
        const first = ownerOf(row.first_position, row, personOf)
        const last = ownerOf(row.position, row, personOf)
        if (first === last) arriving.push(this.#sealedFor(first, opened.value, row))
        else {
          arriving.push(this.#sealedFor(first, opened.value, { ...row, happened: row.first_happened, hash: row.first_hash, position: row.first_position }))
          arriving.push(this.#sealedFor(last, opened.value, { ...row, first_happened: row.happened, first_hash: row.hash, first_position: row.position }))
        }
      }
      await remove(moved, scope)
      await put(folded(arriving), scope)
      return ok(undefined)
    })
  }

  /**
   * Takes values back that facts gave: of a row whose facts all go, the whole row stays as what was once said and counts no
   * more, until its giver says it again; else the row is shortened to the other end. (`isRetracted` is asked for a row's first
   * and last fact: those between are not known one by one.) Harmless when repeated, also after the same facts were taken in again.
   */
  async retract(people: readonly number[], isRetracted: (position: number, field: string) => boolean, registry: Transactions): Promise<void> {
    await registry.transaction(async (scope) => {
      const changed: Row[] = []
      for (const row of await lockRows(people, scope)) {
        const [first, last] = [isRetracted(row.first_position, row.field), isRetracted(row.position, row.field)]
        if (first && last) changed.push({ ...row, retracted_through: Math.max(row.retracted_through ?? 0, row.position) })
        else if (first) changed.push({ ...row, first_happened: row.happened, first_hash: row.hash, first_position: row.position })
        else if (last) changed.push({ ...row, happened: row.first_happened, hash: row.first_hash, position: row.first_position })
      }
      await shorten(changed, scope)
    })
  }

  /** One row for all facts of the batch that say the same, so that no row is named twice in one statement and each is sealed once. */
  #rowsOf(values: readonly VaultValue[]): Row[] {
    const givers = new Map<Giver, { readonly bytes: Buffer; readonly key: string; readonly source: string }>()
    const rows = new Map<string, Row>()
    for (const { person, field: given, value, giver: by, happened, hash, position } of values) {
      const field = this.#fields.get(given) ?? this.#learnField(given)
      let giver = givers.get(by)
      if (giver === undefined) {
        const bytes = fingerprintOf(by)
        givers.set(by, (giver = { bytes, key: bytes.toString('latin1'), source: storable(by.source) }))
      }
      const key = `${person} ${giver.key}${field}\0${value}`
      const there = rows.get(key)
      const text = hashText(hash)
      if (there === undefined) {
        rows.set(key, {
          person_id: person, field, value: bufferOf(this.#sealer.fingerprint(person, field, value)), giver: giver.bytes, source: giver.source,
          sealed: bufferOf(this.#sealer.seal(person, field, value)), sealed_for: person,
          first_happened: happened, first_hash: text, first_position: position, happened, hash: text, position, retracted_through: null, stored: person,
        })
      } else foldInto(there, { happened, hash: text, position }, { happened, hash: text, position })
    }
    return ordered([...rows.values()])
  }

  /** The name as it is stored; most are, and come again and again. */
  #learnField(given: string): string {
    if (this.#fields.size >= MAX_FIELDS) this.#fields.clear()
    const field = storable(given)
    this.#fields.set(given, field)
    return field
  }

  #sealedFor(person: number, value: string, row: Row): Row {
    return {
      ...row, person_id: person, sealed_for: person,
      value: bufferOf(this.#sealer.fingerprint(person, row.field, value)),
      sealed: bufferOf(this.#sealer.seal(person, row.field, value)),
    }
  }
}

function lockRows(people: readonly number[], scope: Statements): Promise<Row[]> {
  return scope.query<Row>(
    `SELECT ${COLUMNS.join(', ')} FROM governance.vault WHERE person_id = ANY($1) OR (stored <> person_id AND stored = ANY($1)) ORDER BY person_id, field, value, giver FOR UPDATE`,
    [people],
  )
}

function ownerOf(position: number, row: Row, personOf: (position: number) => number | undefined): number {
  return personOf(position) ?? row.person_id
}

/** The same bytes, which the driver takes only from its own kind. */
function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
}

function fingerprintOf({ source, identifiers }: Giver): Buffer {
  return hashOnce('sha256', [source, ...identifiers.toSorted()].join('\0'), 'buffer').subarray(0, GIVER_BYTES)
}
