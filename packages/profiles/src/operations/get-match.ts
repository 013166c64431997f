import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import type { MatchJobs } from '../matching/match-jobs.ts'
import { EXAMPLE_STATE, matchId, matchState, matchSummary, shownState } from '../matching/match-shapes.ts'

export const getMatch = (matches: MatchJobs) =>
  operation({
    name: 'profiles.get-match',
    method: 'GET',
    path: 'profiles/matches/{id}',
    summary: 'How far a comparison is, and what can be expected of its pairs at which threshold',
    description: 'Names nobody: counts, the thresholds with the precision and recall that the model expects of them, and what it learnt about each field.',
    input: s.object({ id: matchId }),
    output: s.object({ match: matchState, summary: matchSummary.nullable().describe('once it is done') }),
    permission: 'profiles:read',
    audit: 'looked at comparison {id}',
    example: {
      input: { id: 'mt_7c1e0a94' },
      output: {
        match: EXAMPLE_STATE,
        summary: {
          rows: 100_000, empty: 12, known: 250_000, compareable: 61_200, compared: 812_400, isCut: false, passes: [{ pass: 'same email address', pairs: 18_400, split: 1, leftOut: 0, pairsLeftOut: 0 }],
          expected: 41_300, missed: 900, pairs: 44_100, groups: 37_200, recommended: 0.95, thresholds: [{ threshold: 0.95, pairs: 38_100, precision: 0.997, recall: 0.92 }],
          weights: [{ field: 'birth', level: 'same date of birth', onePerson: 0.95, household: 0.01, strangers: 0.00005, weight: 14.2 }],
        },
      },
    },
    async handler({ id }) {
      const progress = await matches.progress(id)
      if (!progress.ok) return progress
      const { kept } = progress.value
      return ok({ match: shownState(progress.value), summary: kept === undefined ? null : shownSummary(kept.summary) })
    },
  })

function shownSummary(summary: NonNullable<NonNullable<Parameters<typeof shownState>[0]['kept']>['summary']>) {
  const { passes, thresholds, weights, ...counts } = summary
  return { ...counts, passes: [...passes], thresholds: [...thresholds], weights: [...weights] }
}
