import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import type { MatchJobs } from '../matching/match-jobs.ts'
import { EXAMPLE_STATE, matchId, matchState, shownState } from '../matching/match-shapes.ts'

export const runMatch = (matches: MatchJobs) =>
  operation({
    name: 'profiles.run-match',
    method: 'POST',
    path: 'profiles/matches/{id}/run',
    summary: 'Compare a list that is complete',
    description: 'Answers at once; profiles.get-match says how far it is. Where the list is compared with known people, their personal values are opened for it.',
    input: s.object({ id: matchId }),
    output: matchState,
    permission: 'profiles:reveal',
    audit: 'had the list of comparison {id} compared, for which personal values of known people may be opened',
    example: { input: { id: 'mt_7c1e0a94' }, output: { ...EXAMPLE_STATE, state: 'opening', known: 0, compared: 0, madeAt: null, expiresAt: null } },
    async handler({ id }) {
      const started = await matches.run(id)
      if (!started.ok) return started
      const progress = await matches.progress(id)
      return progress.ok ? ok(shownState(progress.value)) : progress
    },
  })
