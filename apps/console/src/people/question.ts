// What a list is asked for, from its address; and which kind of identifier somebody means.
import type { PeopleQuestion } from '../api/people.ts'

export interface ListSearch {
  readonly q?: string | undefined
  readonly type?: string | undefined
  readonly segment?: string | undefined
  readonly where?: string | undefined
  readonly sort?: string | undefined
  readonly up?: true | undefined
}

/** The order of a list whose address says nothing of it: whoever was seen last comes first. */
export const USUAL_SORT = 'lastSeen'

/** `secret`: what is looked for without standing in the address. A segment counts before a condition; the server takes one. */
export function questionOf({ q, type, segment, where, sort, up }: ListSearch, secret?: string): PeopleQuestion {
  const wanted = secret ?? q
  return {
    ...(segment === undefined ? (where === undefined ? {} : { where }) : { segment }),
    ...(wanted === undefined || wanted.trim() === '' ? {} : { search: searchOf(wanted.trim(), type) }),
    sort: sort ?? USUAL_SORT,
    direction: up === true ? 'ascending' : 'descending',
  }
}

/** A person is found by its number alone; other types are named before a colon. */
function searchOf(wanted: string, type: string | undefined): string {
  return type === undefined || type === 'person' ? wanted : `${type}:${wanted}`
}

/** Types that every sender knows. Others can be written as `type:value`. */
export const TYPES = ['user_id', 'anonymous_id', 'email', 'phone', 'person'] as const

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i

/** What somebody most likely means; undefined where it may be anything. */
export function guessType(text: string): string | undefined {
  const wanted = text.trim()
  const named = /^([\p{L}\p{N}_.-]{1,64}):(?=.)/u.exec(wanted)
  if (named !== null) return named[1]
  if (/^\S+@\S+\.\S+$/.test(wanted)) return 'email'
  if (/^\s*[+(＋][\d\s()./-]{5,}$/.test(wanted)) return 'phone'
  if (UUID.test(wanted)) return 'anonymous_id'
  return undefined
}

/** What must not stand in an address, where it would stay in the history of a browser. Half an e-mail address is one already. */
export function isPersonal(text: string, type: string | undefined): boolean {
  return type === 'email' || type === 'phone' || text.includes('@') || guessType(text) === 'phone'
}
