import type { Operation } from '../operation.ts'
import type { GovernancePorts } from '../ports.ts'
import { defineField } from './define-field.ts'
import { issueWriteKey } from './issue-write-key.ts'
import { listFieldVersions } from './list-field-versions.ts'
import { listSources } from './list-sources.ts'
import { renameSource } from './rename-source.ts'
import { revokeWriteKey } from './revoke-write-key.ts'

/** Everything this room can be asked. */
export function governanceOperations(ports: GovernancePorts): Operation[] {
  return [listSources(ports), issueWriteKey(ports), renameSource(ports), revokeWriteKey(ports), defineField(ports), listFieldVersions(ports)]
}
