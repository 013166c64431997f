import { fail, ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { decisionExample, decisionShape, shownDecision } from '../identity/identity-shapes.ts'
import type { IdentityPorts } from '../identity/operation-ports.ts'
import { why } from '../identity/rule-shapes.ts'
import type { MatchJobs } from '../matching/match-jobs.ts'
import { matchId } from '../matching/match-shapes.ts'
import { sideIdentifier } from '../matching/side-identifier.ts'

export const acceptMatch = (matches: MatchJobs, { profiles, decisions, hashIdentifier, attempt }: Pick<IdentityPorts, 'profiles' | 'decisions' | 'hashIdentifier' | 'attempt'>) =>
  operation({
    name: 'profiles.accept-match',
    method: 'POST',
    path: 'profiles/matches/{id}/pairs/{place}/accept',
    summary: 'Say that the two of a likely pair are one person',
    description:
      'The same as profiles.declare-link: from `position` of the log on they are one person, whatever the rules say, and it can be undone like any other merge. A row is known by its own id, as an identifier of type `idType`, which facts of the imported list should carry; ' +
      'somebody known by their strongest identifier.',
    input: s.object({ id: matchId, place: s.coerce.number().int().min(0).describe('of the pair, as list-match-pairs has it'), idType: s.string().min(1).max(64).describe("what the list's own ids are: user_id, or a custom type such as crm_id"), why }),
    output: s.object({ decision: decisionShape }),
    permission: 'profiles:reveal',
    audit: 'said that the two of pair {place} of comparison {id} are one person: {why}',
    example: {
      input: { id: 'mt_7c1e0a94', place: 0, idType: 'crm_id', why: 'Same name, date of birth and address' },
      output: { decision: { ...decisionExample, kind: 'link' as const, identifiers: [{ type: 'crm_id', value: 'K-4711', personal: false }, { type: 'user_id', value: 'u1', personal: false }], why: 'Same name, date of birth and address' } },
    },
    async handler({ id, place, idType, why: reason }, { subject }) {
      const found = await matches.pairs(id, place, 1)
      if (!found.ok) return found
      const [pair] = found.value.pairs
      if (pair === undefined) return fail('profiles.match-not-found', `comparison ${id} has no pair at place ${place}; it has ${found.value.kept.summary.pairs}`)
      const [one, other] = [sideIdentifier(pair.a, idType, profiles, hashIdentifier), sideIdentifier(pair.b, idType, profiles, hashIdentifier)]
      if (!one.ok) return one
      if (!other.ok) return other
      if (one.value === other.value) return fail('profiles.one-identifier', 'the two have the same identifier already')
      const declared = await attempt(() => decisions.declare('link', [one.value, other.value], reason, subject))
      if (!declared.ok) return declared
      return declared.value.ok ? ok({ decision: shownDecision(declared.value.value) }) : declared.value
    },
  })
