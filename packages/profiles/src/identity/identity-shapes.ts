// How people, decisions and questions about who is who are shown.
import { fail, ok, type Result } from '@touchstone/base'
import { s } from '@touchstone/governance'
import { identifierOf } from '@touchstone/identity'
import { isIdentifierType, resolveIdentifier, type HashIdentifier } from '@touchstone/vocabulary'
import { maskHash } from '../mask.ts'
import { identifier, idValue, millis } from '../shapes.ts'
import type { Decision } from './decisions.ts'
import type { IdentityPorts } from './operation-ports.ts'
import type { Review } from './review-queue.ts'
import { ruleWords } from './rule-words.ts'

export const givenIdentifier = s.object({ type: s.string().min(1).max(64).describe('user_id, anonymous_id, email, phone or a custom type'), value: idValue })
export type GivenIdentifier = (typeof givenIdentifier)['_output']

const side = s.object({
  identifier: identifier.describe('the strongest of this person then'),
  person: s.number().nullable().describe('whom it leads to now'),
  facts: s.number(),
  firstSeen: millis.nullable(),
  lastSeen: millis.nullable(),
  identifiers: s.array(identifier),
})

export const reviewShape = s.object({
  id: s.number(),
  one: side,
  other: side,
  via: identifier.describe('what would have made them one'),
  rule: s.string().describe('the path of the rule in the set'),
  reason: s.string().describe('the rule in plain English'),
  version: s.number().describe('of the rules'),
  identifiers: s.number().describe('how many the two have together'),
  first: s.object({ position: s.number(), at: millis }).describe('the first fact that asked'),
  last: s.object({ position: s.number(), at: millis }).describe('the last one'),
  state: s.enum(['waiting', 'accepted', 'rejected', 'settled']).describe('settled: they became one without a decision'),
  decision: s.number().nullable(),
})

export const decisionShape = s.object({
  id: s.number(),
  kind: s.enum(['apart', 'link']),
  identifiers: s.array(identifier),
  why: s.string(),
  position: s.number().nullable().describe('where in the log it takes effect'),
  createdAt: millis,
  subject: s.string(),
})

export const decisionExample = {
  id: 31, kind: 'apart' as const,
  identifiers: [{ type: 'email', value: '***x7Qa', personal: true }, { type: 'email', value: '***b01z', personal: true }],
  why: 'Mother and daughter share the tablet', position: 90_211, createdAt: 1_760_000_500_000, subject: 'admin_5b0e61c2d9f3',
}

export const reviewExample = {
  id: 7,
  one: { identifier: { type: 'email', value: '***x7Qa', personal: true }, person: 1042, facts: 52, firstSeen: 1_750_000_000_000, lastSeen: 1_760_000_000_000, identifiers: [{ type: 'email', value: '***x7Qa', personal: true }, { type: 'anonymous_id', value: 'tablet', personal: false }] },
  other: { identifier: { type: 'email', value: '***b01z', personal: true }, person: 52_110, facts: 3, firstSeen: 1_760_000_000_000, lastSeen: 1_760_000_300_000, identifiers: [{ type: 'email', value: '***b01z', personal: true }] },
  via: { type: 'anonymous_id', value: 'tablet', personal: false },
  rule: 'hold.shared', reason: 'anonymous_id by itself would bring along what is known of it: several people may use it', version: 1, identifiers: 3,
  first: { position: 52_110, at: 1_760_000_000_000 }, last: { position: 52_402, at: 1_760_000_300_000 },
  state: 'waiting' as const, decision: null,
}

/** An identifier of `type:value` as it is shown. */
export function shownIdentifier(key: string): { type: string; value: string; personal: boolean } {
  const { type, value } = identifierOf(key)
  const personal = value.startsWith('h:')
  return { type, value: personal ? maskHash(value) : value, personal }
}

export function shownDecision(decision: Decision) {
  return { ...decision, identifiers: decision.identifiers.map(shownIdentifier) }
}

export function shownReview(review: Review, { reader, profiles, rules }: Pick<IdentityPorts, 'reader' | 'profiles' | 'rules'>) {
  const sideOf = (key: string) => {
    const person = reader.person(key)
    const found = person === 0 ? undefined : profiles.summary(person, [])
    const identifiers = (found?.identifiers ?? []).map(({ type, value }) => shownIdentifier(`${type}:${value}`))
    return { identifier: shownIdentifier(key), person: found === undefined ? null : person, facts: found?.facts ?? 0, firstSeen: finite(found?.firstSeen), lastSeen: finite(found?.lastSeen), identifiers }
  }
  const { people, one, other, via, rule, ...rest } = review
  const set = rules.current.version === review.version ? rules.current.set : undefined
  return { ...rest, one: sideOf(one), other: sideOf(other), via: shownIdentifier(via), rule, reason: ruleWords(rule, via, set) }
}

/** Somebody without a fact has no instants. */
function finite(at: number | undefined): number | null {
  return at !== undefined && Number.isFinite(at) ? at : null
}

/** Identifiers as links are keyed. Failures: `profiles.invalid-id-type`, `profiles.invalid-identifier`. */
export function keysOf(given: readonly GivenIdentifier[], hash: HashIdentifier): Result<string[]> {
  const keys: string[] = []
  for (const { type, value } of given) {
    if (!isIdentifierType(type)) return fail('profiles.invalid-id-type', `expected an identifier type such as user_id, email or a custom type, got ${JSON.stringify(type)}`)
    const resolved = resolveIdentifier(type, value, hash)
    // The value may be personal, so the message does not repeat it.
    if (resolved === undefined) return fail('profiles.invalid-identifier', `expected a value that can be an identifier of type ${type}`)
    keys.push(`${type}:${resolved.identifier.value}`)
  }
  return ok(keys)
}
