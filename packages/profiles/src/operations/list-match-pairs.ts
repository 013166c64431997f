import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { FIELDS, MISSING, levelOf, wordsOf } from '@touchstone/identity'
import { LIMITS } from '../matching/limits.ts'
import type { MatchJobs } from '../matching/match-jobs.ts'
import { matchId } from '../matching/match-shapes.ts'
import type { FoundPair, PairSide } from '../matching/thread-messages.ts'

const side = s.object({
  row: s.number().nullable().describe('of the list, from 1'),
  id: s.string().nullable().describe('what the list calls the row'),
  person: s.number().nullable().describe('somebody known'),
})

export const listMatchPairs = (matches: MatchJobs) =>
  operation({
    name: 'profiles.list-match-pairs',
    method: 'GET',
    path: 'profiles/matches/{id}/pairs',
    summary: 'The likely pairs that a comparison found, the likeliest first, with what speaks for each',
    description:
      'The probability is that of both being one person. Pairs of the same `group` belong together: in a group every record is a likely pair with every other, from the recommended threshold on. A pair with group 0 below that threshold is only ' +
      'possible; above it, it would chain groups together, so somebody should look at it. `evidence` says of each field that both have how alike they are; values are not repeated. These are proposals: nothing was merged.',
    input: s.object({
      id: matchId,
      from: s.coerce.number().int().min(0).default(0).describe('place of the first pair'),
      limit: s.coerce.number().int().min(1).max(LIMITS.PAGE).default(100),
      least: s.coerce.number().min(0).max(1).default(0).describe('only pairs at least so probable'),
    }),
    output: s.object({
      pairs: s.array(s.object({ place: s.number(), a: side, b: side, probability: s.number(), group: s.number(), evidence: s.array(s.object({ field: s.string(), says: s.string() })) })),
      next: s.number().nullable().describe('the `from` of the next page'),
    }),
    permission: 'profiles:reveal',
    audit: 'read the pairs of comparison {id} from {from} on',
    example: {
      input: { id: 'mt_7c1e0a94', from: 0, limit: 1, least: 0.95 },
      output: {
        pairs: [{
          place: 0, a: { row: 7, id: 'K-4711', person: null }, b: { row: null, id: null, person: 1042 }, probability: 0.9991, group: 1,
          evidence: [{ field: 'given', says: 'a short form, initial or part of the given name' }, { field: 'birth', says: 'same date of birth' }],
        }],
        next: 1,
      },
    },
    async handler({ id, from, limit, least }) {
      const found = await matches.pairs(id, from, limit)
      if (!found.ok) return found
      const { kept, pairs } = found.value
      const likely = pairs.filter(({ probability }) => probability >= least)
      const hasMore = likely.length === limit && from + limit < kept.summary.pairs
      return ok({ pairs: likely.map((pair, i) => shownPair(pair, from + i)), next: hasMore ? from + limit : null })
    },
  })

function shownPair({ a, b, probability, pattern, group }: FoundPair, place: number) {
  const evidence = FIELDS.flatMap((field, at) => {
    const level = levelOf(pattern, at)
    return level === MISSING ? [] : [{ field, says: wordsOf(at, level) }]
  })
  return { place, a: shownSide(a), b: shownSide(b), probability, group, evidence }
}

function shownSide(one: PairSide) {
  return 'person' in one ? { row: null, id: null, person: one.person } : { row: one.row, id: one.id === '' ? null : one.id, person: null }
}
