import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import type { WatchPorts } from '../watch/watch-ports.ts'
import { alarmExample, watchAlarm, watchExample, watchVersion } from '../watch/watch-shapes.ts'

export const listWatches = ({ watches }: WatchPorts) =>
  operation({
    name: 'intake.list-watches',
    method: 'GET',
    path: 'intake/watches',
    summary: 'The watches in force, each with its alarm where one lasts',
    input: s.object({}),
    output: s.object({ watches: s.array(watchVersion.extend({ alarm: watchAlarm.nullable() })) }),
    permission: 'intake:read',
    audit: 'listed watches',
    example: { input: {}, output: { watches: [{ ...watchExample, alarm: alarmExample }] } },
    handler: async () => ok({ watches: watches.list().map((one) => ({ ...one, alarm: watches.open.get(one.id) ?? null })) }),
  })
