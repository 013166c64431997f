// From what staff ask for to what an amendment says. Identifiers may be given as they are shown on the page of a person.
import { assert, fail, ok, type Result } from '@touchstone/base'
import type { Amendment, RetractedValue } from '@touchstone/vocabulary'
import { factsTable } from '@touchstone/language'
import { keysOf, shownIdentifier, type GivenIdentifier } from '../identity/identity-shapes.ts'
import type { AmendmentParts } from './amendment-parts.ts'

/** Pairs of one amendment. */
const MAX_PAIRS = 10_000
/** Values that one amendment takes back; the record that says so names them all. */
export const MAX_VALUES = 100_000

type Parts = Pick<AmendmentParts, 'state' | 'profiles' | 'hashIdentifier' | 'queryHistory'>

/**
 * The key of an identifier of this person, also where a personal one is given as it is shown. Failures:
 * `profiles.invalid-id-type`, `profiles.invalid-identifier`, `profiles.ambiguous-identifier`, `profiles.not-theirs`.
 */
function keyOf({ state, hashIdentifier }: Parts, person: number, given: GivenIdentifier): Result<string> {
  const own = state.known(person)?.identifiers ?? []
  const shown = own.filter((key) => key.startsWith(`${given.type}:`) && shownIdentifier(key).value === given.value)
  if (shown.length > 1) return fail('profiles.ambiguous-identifier', `${shown.length} identifiers of person ${person} are shown as ${given.value}: give the value itself`)
  if (shown[0] !== undefined) return ok(shown[0])
  const keys = keysOf([given], hashIdentifier)
  if (!keys.ok) return keys
  return own.includes(keys.value[0]!) ? ok(keys.value[0]!) : fail('profiles.not-theirs', `the ${given.type} is no identifier of person ${person}`)
}

/** Parts this identifier of a person from others of theirs: from all others where none are given. */
export function unmergeOf(parts: Parts, given: number, one: GivenIdentifier, others: readonly GivenIdentifier[] | undefined): Result<Amendment> {
  const person = parts.state.canonical(given)
  const known = parts.state.known(person)
  if (known === undefined) return fail('profiles.not-found', `nobody has the number ${given}`)
  const first = keyOf(parts, person, one)
  if (!first.ok) return first
  const rest: string[] = []
  for (const other of others ?? []) {
    const key = keyOf(parts, person, other)
    if (!key.ok) return key
    rest.push(key.value)
  }
  const apart = (others === undefined ? known.identifiers : rest).filter((key) => key !== first.value)
  if (apart.length === 0) return fail('profiles.nothing-to-unmerge', 'expected another identifier of the person to part it from, got none')
  if (apart.length > MAX_PAIRS) return fail('profiles.too-much-to-amend', `expected at most ${MAX_PAIRS} identifiers to part it from, got ${apart.length}`)
  return ok({ kind: 'apart', pairs: apart.map((key) => [first.value, key]) })
}

/** Moves an identifier of a person to another person. */
export function moveOf(parts: Parts, from: number, identifier: GivenIdentifier, to: number): Result<Amendment> {
  const [person, target] = [parts.state.canonical(from), parts.state.canonical(to)]
  const [known, theirs] = [parts.state.known(person), parts.state.known(target)]
  if (known === undefined || theirs === undefined) return fail('profiles.not-found', `nobody has the number ${known === undefined ? from : to}`)
  if (person === target) return fail('profiles.one-person', `${from} and ${to} are one person, ${person}`)
  const key = keyOf(parts, person, identifier)
  if (!key.ok) return key
  const rest = known.identifiers.filter((one) => one !== key.value)
  if (rest.length === 0) return fail('profiles.nothing-to-unmerge', `it is the only identifier of person ${person}: declare the two one person instead`)
  const strongest = theirs.identifiers.find((one) => one.startsWith('user_id:')) ?? theirs.identifiers[0]
  if (strongest === undefined) return fail('profiles.not-found', `person ${target} has no identifier`)
  return ok({ kind: 'move', identifier: key.value, to: strongest, from: rest })
}

/** Takes back the value that a fact gave a trait of a person. */
export async function revertedValue(parts: Parts, given: number, trait: string, position: number | undefined): Promise<Result<Amendment>> {
  const { profiles, queryHistory } = parts
  const person = parts.state.canonical(given)
  const people = profiles.idsOf(person)
  if (people === undefined) return fail('profiles.not-found', `nobody has the number ${given}`)
  const isMeant = position === undefined ? '' : ' AND position = {position:UInt64}'
  const rows = await queryHistory(
    `SELECT position FROM ${profiles.facts} WHERE person IN {people:Array(UInt64)}${position === undefined ? " AND length(traits) > 2 AND type != 'group' AND JSONHas(traits, {trait:String})" : ''}${isMeant} ORDER BY happened DESC, hash DESC LIMIT 1`,
    { people, trait, ...(position === undefined ? {} : { position }) },
  )
  if (!rows.ok) return rows
  const [row] = rows.value
  if (row === undefined) return fail('profiles.no-such-value', position === undefined ? `no fact gave person ${person} a trait ${JSON.stringify(trait)}` : `there is no fact ${position} of person ${person}`)
  return ok({ kind: 'retract', values: [{ fact: row['position'] as number, trait }] })
}

/** Takes back what facts of one source gave, those that arrived from `from` to `to`. */
export async function revertedSource(parts: Parts, source: string, from: number, to: number, trait: string | undefined): Promise<Result<Amendment>> {
  if (from > to) return fail('profiles.invalid-time', `expected "from" before "to", got ${from} and ${to}`)
  const facts = factsTable(parts.state.isHistoryAmended, String(Number.MAX_SAFE_INTEGER))
  const rows = await parts.queryHistory(
    `SELECT f.position AS fact FROM ${facts} AS f WHERE f.source = {source:String} AND f.appended >= {from:Int64} AND f.appended <= {to:Int64} AND f.type = 'identify'${trait === undefined ? '' : ' AND JSONHas(f.traits, {trait:String})'} ORDER BY fact LIMIT {limit:UInt32}`,
    { source, from, to, limit: MAX_VALUES + 1, ...(trait === undefined ? {} : { trait }) },
  )
  if (!rows.ok) return rows
  if (rows.value.length === 0) return fail('profiles.no-such-value', `no fact of source ${JSON.stringify(source)} gave a trait in that time`)
  if (rows.value.length > MAX_VALUES) return fail('profiles.too-much-to-amend', `more than ${MAX_VALUES} facts of source ${JSON.stringify(source)} gave traits in that time: take back a shorter time first`)
  assert(rows.value.every((row) => Number.isSafeInteger(row['fact'])), 'facts are named by their positions')
  const values: RetractedValue[] = rows.value.map((row) => ({ fact: row['fact'] as number, trait: trait ?? '*' }))
  return ok({ kind: 'retract', values })
}
