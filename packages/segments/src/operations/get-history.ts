import { fail, ok, type Millis, type Result } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { parseInstant } from '@touchstone/vocabulary'
import type { SegmentDefinitions } from '../definitions.ts'
import { readChanges } from '../history.ts'
import type { SegmentPorts } from '../ports.ts'
import { millis, segmentExample, segmentId } from '../shapes.ts'

const MAX_CHANGES = 10_000

const moment = s.string().max(60).optional()

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
      from: moment.describe('ISO 8601, or milliseconds since 1970 UTC'),
      to: moment.describe('ISO 8601, or milliseconds since 1970 UTC'),
      before: s.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional().describe('the `next` of the page before'),
      limit: s.coerce.number().int().min(1).max(MAX_CHANGES).default(1000),
    }),
    output: s.object({
      changes: s.array(
        s.object({
          person: s.number(),
          at: millis,
          entered: s.boolean(),
          cause: s.enum(['fact', 'time', 'merge', 'backfill', 'archive']),
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
      const start = instantOf('from', from)
      if (!start.ok) return start
      const end = instantOf('to', to)
      if (!end.ok) return end
      const through = ports.historyThrough()
      const versions = found.value.versions.flatMap(({ version, position }) => (position === null ? [] : [{ version, position }]))
      const changes = await readChanges(ports.queryHistory, { versions, from: start.value, to: end.value, before, limit })
      if (!changes.ok) return changes
      const next = changes.value.length === limit ? changes.value.at(-1)!.sequence : null
      return ok({ changes: changes.value, next, through })
    },
  })

function instantOf(field: string, text: string | undefined): Result<Millis | undefined> {
  if (text === undefined) return ok(undefined)
  const instant = parseInstant(text)
  if (instant !== undefined) return ok(instant)
  return fail('segments.invalid-moment', `"${field}": expected an instant such as 2026-03-01T00:00:00Z or milliseconds since 1970, got ${JSON.stringify(text)}`)
}
