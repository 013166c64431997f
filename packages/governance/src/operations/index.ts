import type { Operation } from '../operation.ts'
import type { GovernancePorts } from '../ports.ts'
import { acceptClassProposal } from './accept-class-proposal.ts'
import { checkReseal } from './check-reseal.ts'
import { defineField } from './define-field.ts'
import { dismissClassProposal } from './dismiss-class-proposal.ts'
import { issueWriteKey } from './issue-write-key.ts'
import { listClassProposals } from './list-class-proposals.ts'
import { listFieldVersions } from './list-field-versions.ts'
import { listReseals } from './list-reseals.ts'
import { listSources } from './list-sources.ts'
import { renameSource } from './rename-source.ts'
import { restartReseal } from './restart-reseal.ts'
import { revokeWriteKey } from './revoke-write-key.ts'

/** Everything this room can be asked. */
export function governanceOperations(ports: GovernancePorts): Operation[] {
  return [listSources(ports), issueWriteKey(ports), renameSource(ports), revokeWriteKey(ports), defineField(ports), listFieldVersions(ports), listReseals(ports), restartReseal(ports), checkReseal(ports), listClassProposals(ports), acceptClassProposal(ports), dismissClassProposal(ports)]
}
