import { operation, s } from '@touchstone/governance'
import type { Quarantine } from '../quarantine.ts'
import { entryExample, entryId, quarantineEntry } from '../quarantine-entry.ts'

export function explainQuarantined(quarantine: Pick<Quarantine, 'explain'>) {
  return operation({
    name: 'intake.explain-quarantined',
    method: 'GET',
    path: 'intake/quarantine/{id}',
    summary: 'Read one refused entry with the events it holds',
    description: 'Opens the sealed text. Card numbers and secrets were taken out before it was sealed.',
    input: s.object({ id: entryId }),
    output: quarantineEntry.extend({
      text: s.string().describe('JSON text: one event as an item of a batch has it, or {"batch": […]}; incomplete when `cut`'),
    }),
    permission: 'intake:reveal',
    audit: 'read quarantine entry {id} in the clear',
    example: { input: { id: 4711 }, output: { ...entryExample, text: '{"type":"track","event":"Order Completed","messageId":"m-17"}' } },
    handler: ({ id }) => quarantine.explain(id),
  })
}
