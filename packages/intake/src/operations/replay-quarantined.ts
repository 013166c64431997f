import { operation, s } from '@touchstone/governance'
import type { Quarantine } from '../quarantine.ts'
import { entryId } from '../quarantine-entry.ts'

export function replayQuarantined(quarantine: Pick<Quarantine, 'replay'>) {
  return operation({
    name: 'intake.replay-quarantined',
    method: 'POST',
    path: 'intake/quarantine/{id}/replay',
    summary: 'Bring a refused entry in after all',
    description:
      'Sends the entry through intake again, as it is or with a corrected body. All of its events become facts, ' +
      'received when they first were, or nothing changes and the answer says why.',
    input: s.object({
      id: entryId,
      body: s
        .record(s.string(), s.unknown())
        .optional()
        .describe('One event as an item of a batch has it, or {"batch": […]}, in place of what was kept'),
    }),
    output: s.object({
      facts: s.number().int().describe('Events that became facts'),
      quarantined: s.number().int().describe('Always 0: a replay brings in all or nothing'),
      position: s.number().int().describe('Log position of the first fact'),
    }),
    permission: 'intake:write',
    audit: 'replayed quarantine entry {id}',
    example: {
      input: { id: 4711, body: { type: 'track', event: 'Order Completed', userId: 'u1', messageId: 'm-17' } },
      output: { facts: 1, quarantined: 0, position: 4802 },
    },
    handler: ({ id, body }) => quarantine.replay(id, body),
  })
}
