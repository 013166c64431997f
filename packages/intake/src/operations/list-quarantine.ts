import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import type { Quarantine } from '../quarantine.ts'
import { entryExample, quarantineEntry } from '../quarantine-entry.ts'

export function listQuarantine(quarantine: Pick<Quarantine, 'list' | 'waiting'>) {
  return operation({
    name: 'intake.list-quarantine',
    method: 'GET',
    path: 'intake/quarantine',
    summary: 'List what was refused at the edge',
    description: 'Newest first, with how much waits by reason. The events themselves are sealed; explain an entry to read them.',
    input: s.object({
      limit: s.coerce.number().int().min(1).max(500).default(50).describe('Entries at most'),
      cursor: s.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional().describe('`next` of the previous answer'),
      reason: s.string().max(100).optional().describe('Only entries with this reason code'),
    }),
    output: s.object({
      entries: s.array(quarantineEntry),
      next: s.number().int().optional().describe('Cursor of the next page; absent on the last'),
      waiting: s.array(s.object({ reason: s.string(), entries: s.number().int(), events: s.number().int() })),
    }),
    permission: 'intake:read',
    audit: 'listed quarantine entries',
    example: {
      input: { limit: 50 },
      output: { entries: [entryExample], waiting: [{ reason: 'identifiers.missing', entries: 1, events: 1 }] },
    },
    async handler({ limit, cursor, reason }) {
      const found = await quarantine.list(limit + 1, cursor, reason)
      if (!found.ok) return found
      const waiting = await quarantine.waiting()
      if (!waiting.ok) return waiting
      const entries = found.value.slice(0, limit)
      const next = found.value.length > limit ? entries[limit - 1]!.id : undefined
      return ok({ entries, waiting: waiting.value, ...(next === undefined ? {} : { next }) })
    },
  })
}
