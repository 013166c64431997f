import { operation, s } from '@touchstone/governance'
import type { WatchPorts } from '../watch/watch-ports.ts'
import { watchExample, watchId, watchVersion } from '../watch/watch-shapes.ts'

export const endWatch = ({ watches }: WatchPorts) =>
  operation({
    name: 'intake.end-watch',
    method: 'DELETE',
    path: 'intake/watches/{id}',
    summary: 'End a watch; an alarm of it that lasts is over',
    input: s.object({ id: watchId }),
    output: watchVersion,
    permission: 'intake:write',
    audit: 'ended the watch {id}',
    example: { input: { id: watchExample.id }, output: { ...watchExample, version: 2, watch: null } },
    handler: ({ id }, { subject }) => watches.end(id, subject),
  })
