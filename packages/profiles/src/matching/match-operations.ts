import type { Operation } from '@touchstone/governance'
import type { IdentityPorts } from '../identity/operation-ports.ts'
import { acceptMatch } from '../operations/accept-match.ts'
import { addMatchRows } from '../operations/add-match-rows.ts'
import { beginMatch } from '../operations/begin-match.ts'
import { dropMatch } from '../operations/drop-match.ts'
import { getMatch } from '../operations/get-match.ts'
import { listMatchPairs } from '../operations/list-match-pairs.ts'
import { listMatches } from '../operations/list-matches.ts'
import { runMatch } from '../operations/run-match.ts'
import type { MatchJobs } from './match-jobs.ts'

/** What can be asked about lists that share no keys. */
export function matchOperations(matches: MatchJobs, identity: IdentityPorts): Operation[] {
  return [beginMatch(matches), addMatchRows(matches), runMatch(matches), getMatch(matches), listMatches(matches), listMatchPairs(matches), acceptMatch(matches, identity), dropMatch(matches)]
}
