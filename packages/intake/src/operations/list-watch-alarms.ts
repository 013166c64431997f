import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import type { WatchPorts } from '../watch/watch-ports.ts'
import { alarmExample, watchAlarm } from '../watch/watch-shapes.ts'

export const listWatchAlarms = ({ watches }: WatchPorts) =>
  operation({
    name: 'intake.list-watch-alarms',
    method: 'GET',
    path: 'intake/watches/alarms',
    summary: 'The alarms that watches raised, with their beginnings and ends, the newest first',
    input: s.object({ state: s.enum(['all', 'lasting']).default('all'), limit: s.coerce.number().int().min(1).max(1_000).default(100) }),
    output: s.object({ alarms: s.array(watchAlarm) }),
    permission: 'intake:read',
    audit: 'listed the alarms of watches',
    example: { input: {}, output: { alarms: [alarmExample] } },
    async handler({ state, limit }) {
      const found = await watches.alarms(state === 'lasting', limit)
      return found.ok ? ok({ alarms: found.value }) : found
    },
  })
