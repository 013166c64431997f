// Some fields of many people at once, for comparing a list with those who are known.
import { ok } from '@touchstone/base'
import type { Result } from '@touchstone/base'
import type { PersonSealer } from './keyring.ts'
import type { Statements } from './ports.ts'

/** A person with all ids under which their values may lie. */
export interface SlicePerson {
  readonly person: number
  readonly ids: readonly number[]
}

/**
 * The values that hold of these people, in plain, by person and field (as the vault names it: `traits.email`), each as JSON. Whoever
 * has none of the fields is left out. This reveals, of many: ask the gate first, and take small slices.
 * `governance.cannot_open` when a row was tampered with or the key is another.
 */
export async function readVaultSlice(sealer: PersonSealer, people: readonly SlicePerson[], fields: readonly string[], statements: Statements): Promise<Result<Map<number, Record<string, string>>>> {
  const pairs = people.flatMap(({ person, ids }) => ids.map((id) => [id, person] as const))
  const rows = await statements.query<{ owner: number; field: string; sealed: Buffer; sealed_for: number }>(
    `SELECT DISTINCT ON (given.owner, there.field) given.owner, there.field, there.sealed, there.sealed_for
     FROM unnest($1::bigint[], $2::bigint[]) AS given (id, owner) JOIN governance.vault AS there ON there.person_id = given.id
     WHERE there.field = ANY($3) AND (there.position <= there.retracted_through) IS NOT TRUE
     ORDER BY given.owner, there.field, there.happened DESC, there.hash DESC, there.value, there.giver`,
    [pairs.map(([id]) => id), pairs.map(([, person]) => person), fields],
  )
  const found = new Map<number, Record<string, string>>()
  for (const { owner, field, sealed, sealed_for } of rows) {
    const opened = sealer.open(sealed_for, field, sealed)
    if (!opened.ok) return opened
    const values = found.get(owner) ?? {}
    values[field] = opened.value
    found.set(owner, values)
  }
  return ok(found)
}
