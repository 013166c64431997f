import { s } from '@touchstone/governance'

/** The shape of an entry in answers. */
export const quarantineEntry = s.object({
  id: s.number().int().describe('Position of the entry in the log'),
  reason: s.string().describe('Stable code of the reason'),
  message: s.string().describe('What was expected and what came'),
  source: s.string().describe('Which source sent it'),
  receivedAt: s.number().describe('Milliseconds since 1970'),
  messageId: s.string().optional(),
  events: s.number().int().describe('How many events the entry holds'),
  cut: s.boolean().describe('Whether its text was cut at a limit'),
  state: s.enum(['waiting', 'replayed']),
  replayedAt: s.number().optional(),
})

export const entryExample = {
  id: 4711,
  reason: 'identifiers.missing',
  message: 'expected a userId, an anonymousId or another identifier of a person, got none',
  source: 'shop',
  receivedAt: 1714903872123,
  messageId: 'm-17',
  events: 1,
  cut: false,
  state: 'waiting' as const,
}

export const entryId = s.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).describe('Id of the entry')
