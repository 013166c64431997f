import { ok } from '@touchstone/base'
import { operation, s, type Operation } from '@touchstone/governance'
import type { StreamPorts } from './ports.ts'

export const findMessage = ({ records }: StreamPorts): Operation =>
  operation({
    name: 'stream.find-message',
    method: 'GET',
    path: 'stream/messages/{messageId}',
    summary: 'Find the records of a message by its id',
    description:
      'Facts that count are found however old they are; duplicates, and facts that history does not have yet, among the newest records only: ' +
      'from `scannedFrom` on every record was looked at. Read what became of each with stream.inspect-record. Refused events are in intake.list-quarantine.',
    input: s.object({ messageId: s.string().min(1).max(100).describe('as the sender gave it') }),
    output: s.object({
      positions: s.array(s.number()).describe('ascending; at most 200'),
      through: s.number().describe('facts that count were looked for in history up to this position'),
      scannedFrom: s.number(),
    }),
    permission: 'stream:read',
    audit: 'looked for a message',
    example: { input: { messageId: 'm-2' }, output: { positions: [5021, 5022], through: 52_110, scannedFrom: 1 } },
    async handler({ messageId }) {
      const found = await records.find(messageId)
      return found.ok ? ok({ ...found.value, positions: [...found.value.positions] }) : found
    },
  })
