// Who is known by a text, whatever type of identifier it is. Links are kept by `type:value` in order, so the types are
// found by leaping from one to the next, and everyone whose identifier begins with the text lies together.
//
// A personal identifier is a keyed hash there. It is found by its whole value only, hashed like at the edge; its hash is
// no identifier that anybody could search for.
import { assert } from '@touchstone/base'
import type { StateReader } from '@touchstone/stream'
import { isIdentifierType, looksPersonal, resolveIdentifier, type HashIdentifier } from '@touchstone/vocabulary'
import { LIMITS } from './limits.ts'

/** Follows ':' in the order of characters. */
const AFTER_COLON = ';'
const LAST_CHARACTER = '\u{10ffff}'
/** Shorter texts are looked for only as whole identifiers: half of everyone begins with them. */
const SHORTEST_PREFIX = 2

export interface FoundPeople {
  /** Ids as the links have them, perhaps merged away since, each once. */
  readonly people: readonly number[]
  /** More identifiers begin so than were looked at. */
  readonly hasMore: boolean
}

/** `text` is an identifier, the beginning of one that is not personal, or `type:` and either. */
export function searchIdentifiers(state: StateReader, hash: HashIdentifier, text: string): FoundPeople {
  const wanted = text.trim()
  const types = identifierTypes(state)
  const colon = wanted.indexOf(':')
  const named = colon > 0 ? types.find((type) => type === wanted.slice(0, colon)) : undefined
  const searches = types.map((type) => ({ type, value: wanted }))
  if (named !== undefined) searches.push({ type: named, value: wanted.slice(colon + 1) })
  const found = new Set<number>()
  for (const { type, value } of searches) {
    const identifier = resolveIdentifier(type, value, hash)?.identifier
    const link = identifier === undefined ? undefined : state.get('links', `${identifier.type}:${identifier.value}`)
    if (link !== undefined) found.add(link.readDoubleLE(0))
  }
  let hasMore = false
  for (const { type, value } of searches) {
    if (value.length < SHORTEST_PREFIX || looksPersonal(value)) continue
    const room = LIMITS.FOUND - found.size
    const links = beginningWith(state, type, value, room + 1)
    if (links.length > room) hasMore = true
    for (const person of links.slice(0, room)) found.add(person)
  }
  return { people: [...found], hasMore }
}

function beginningWith(state: StateReader, type: string, value: string, most: number): number[] {
  return state
    .range('links', `${type}:${value}`, `${type}:${value}${LAST_CHARACTER}`, most)
    .filter(({ key }) => !(key as string).startsWith('h:', type.length + 1))
    .map(({ value: link }) => link.readDoubleLE(0))
}

/** The types that anybody is known by. */
function identifierTypes(state: StateReader): string[] {
  const types: string[] = []
  let from: string | undefined
  while (types.length < LIMITS.IDENTIFIER_TYPES) {
    const [next] = state.range('links', from, undefined, 1)
    if (next === undefined) break
    const key = next.key as string
    const type = key.slice(0, key.indexOf(':'))
    assert(from === undefined || key >= from, 'a leap goes forward')
    if (isIdentifierType(type)) types.push(type)
    from = type + AFTER_COLON
  }
  return types
}
