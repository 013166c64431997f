import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { CHANGE_CAUSES } from '@touchstone/vocabulary'
import type { SegmentDefinitions } from '../definitions.ts'
import { readChanges } from '../history.ts'
import { instantOf } from '../instants.ts'
import type { SegmentPorts } from '../ports.ts'
import { millis, moment, segmentExample, segmentId } from '../shapes.ts'

const MAX_CHANGES = 10_000

export const getHistory = (definitions: SegmentDefinitions, ports: SegmentPorts) =>
  operation({
    name: 'segments.get-history',
    method: 'GET',
    path: 'segments/{id}/changes',
    summary: 'Who entered and left a microsegment, when and why',
    description:
      'Newest first, over all versions of the segment. `at` is the exact instant: of the fact that caused the change, or of ' +
      'the end of a window. `from` is included, `to` is not. To read on, give the `next` of the answer as `before`. ' +
      '`through` is the log position up to which all changes are here.',
    input: s.object({
      id: segmentId,
      from: moment.optional(),
      to: moment.optional(),
      before: s.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional().describe('the `next` of the page before'),
      limit: s.coerce.number().int().min(1).max(MAX_CHANGES).default(1000),
    }),
    output: s.object({
      changes: s.array(
        s.object({
          person: s.number(),
          at: millis,
          entered: s.boolean(),
          cause: s.enum(CHANGE_CAUSES),
          version: s.number(),
          position: s.number(),
        }),
      ),
      next: s.number().nullable(),
      through: s.number(),
    }),
    permission: 'segments:read',
    audit: 'read the entries and exits of segment {id}',
    example: {
      input: { id: segmentExample.id, from: '2025-10-09T00:00:00Z', limit: 2 },
      output: {
        changes: [
          { person: 1107, at: 1_760_000_380_000, entered: false, cause: 'time', version: 1, position: 52_110 },
          { person: 1042, at: 1_760_000_360_120, entered: true, cause: 'fact', version: 1, position: 52_102 },
        ],
        next: 8812,
        through: 52_110,
      },
    },
    async handler({ id, from, to, before, limit }) {
      const found = await definitions.find(id)
      if (!found.ok) return found
      const start = from === undefined ? ok(undefined) : instantOf('from', from)
      if (!start.ok) return start
      const end = to === undefined ? ok(undefined) : instantOf('to', to)
      if (!end.ok) return end
      const through = ports.historyThrough()
      const versions = found.value.versions.flatMap(({ version, position }) => (position === null ? [] : [{ version, position }]))
      const changes = await readChanges(ports.queryHistory, { versions, from: start.value, to: end.value, before, limit })
      if (!changes.ok) return changes
      const next = changes.value.length === limit ? changes.value.at(-1)!.sequence : null
      return ok({ changes: changes.value, next, through })
    },
  })
