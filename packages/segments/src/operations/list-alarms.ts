import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import type { SegmentDefinitions } from '../definitions.ts'
import { alarm, segmentExample } from '../shapes.ts'

export const listAlarms = (definitions: SegmentDefinitions) =>
  operation({
    name: 'segments.list-alarms',
    method: 'GET',
    path: 'segments/alarms',
    summary: 'What stands still and should move',
    description:
      '`stuck`: a version on its way to live has made no progress for five minutes. `behind`: the engine is a minute or more ' +
      'behind the log. `stale-threshold`: the threshold of a rank is older than three times its interval. ' +
      '`outdated-reference`: a segment that the condition names has changed, and the condition cannot be written out anew. ' +
      'Oldest first; none when everything moves.',
    input: s.object({}),
    output: s.object({ alarms: s.array(alarm) }),
    permission: 'segments:read',
    audit: 'listed the alarms of segments',
    example: {
      input: {},
      output: { alarms: [{ kind: 'stuck', segment: segmentExample.id, version: 2, since: 1_760_000_000_000, message: 'version 2 is backfilling and has made no progress for 7 minutes' }] },
    },
    handler: async () => ok({ alarms: definitions.alarms.all() }),
  })
