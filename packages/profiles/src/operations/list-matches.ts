import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import type { MatchJobs } from '../matching/match-jobs.ts'
import { EXAMPLE_STATE, matchState, shownState } from '../matching/match-shapes.ts'

export const listMatches = (matches: MatchJobs) =>
  operation({
    name: 'profiles.list-matches',
    method: 'GET',
    path: 'profiles/matches',
    summary: 'The comparisons of lists that are under way or kept',
    description: 'Those under way first, then the newest. What was found is kept for a day.',
    input: s.object({}),
    output: s.object({ matches: s.array(matchState) }),
    permission: 'profiles:read',
    audit: 'listed comparisons of lists',
    example: { input: {}, output: { matches: [EXAMPLE_STATE] } },
    async handler() {
      const found = await matches.list()
      return found.ok ? ok({ matches: found.value.map(shownState) }) : found
    },
  })
