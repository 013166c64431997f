import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import type { MatchJobs } from '../matching/match-jobs.ts'
import { matchId } from '../matching/match-shapes.ts'

export const dropMatch = (matches: MatchJobs) =>
  operation({
    name: 'profiles.drop-match',
    method: 'DELETE',
    path: 'profiles/matches/{id}',
    summary: 'Break a comparison off, or throw away what it found',
    description: 'The list and everything that was found are gone at once.',
    input: s.object({ id: matchId }),
    output: s.object({ dropped: s.boolean() }),
    permission: 'profiles:reveal',
    audit: 'dropped comparison {id}',
    example: { input: { id: 'mt_7c1e0a94' }, output: { dropped: true } },
    async handler({ id }) {
      const dropped = await matches.drop(id)
      return dropped.ok ? ok({ dropped: true }) : dropped
    },
  })
