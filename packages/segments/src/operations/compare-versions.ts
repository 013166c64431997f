import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import type { SegmentDefinitions } from '../definitions.ts'
import type { SegmentPorts } from '../ports.ts'
import { segmentExample, segmentId, state } from '../shapes.ts'
import { compareVersions as compare } from '../versions/compare.ts'

const MAX_PEOPLE = 10_000

const version = s.coerce.number().int().min(1).optional()
const compared = s.object({ version: s.number(), state, size: s.number() })
const people = s.object({ count: s.number(), people: s.array(s.number()) })

export const compareVersions = (definitions: SegmentDefinitions, ports: SegmentPorts) =>
  operation({
    name: 'segments.compare-versions',
    method: 'GET',
    path: 'segments/{id}/compare',
    summary: 'Who would enter and leave if another version took over',
    description:
      'From the version that speaks to the one that is coming, unless given. The counts are exact; `people` names up to ' +
      '`limit` of them. `isComplete` is false while a version is not live or the newest changes are on their way.',
    input: s.object({
      id: segmentId,
      from: version.describe('a version; the one that speaks unless given'),
      to: version.describe('a version; the one that is coming unless given'),
      limit: s.coerce.number().int().min(0).max(MAX_PEOPLE).default(20),
    }),
    output: s.object({ from: compared, to: compared, stay: s.number(), enter: people, leave: people, through: s.number(), isComplete: s.boolean() }),
    permission: 'segments:read',
    audit: 'compared versions of segment {id}',
    example: {
      input: { id: segmentExample.id, limit: 2 },
      output: {
        from: { version: 1, state: 'live', size: 751 },
        to: { version: 2, state: 'live', size: 320 },
        stay: 318,
        enter: { count: 2, people: [1107, 88] },
        leave: { count: 433, people: [1042, 19_204] },
        through: 52_110,
        isComplete: true,
      },
    },
    async handler({ id, from, to, limit }) {
      const found = await definitions.find(id)
      if (!found.ok) return found
      const result = await compare(ports, found.value, { from, to }, limit)
      if (!result.ok) return result
      const { enter, leave } = result.value
      return ok({ ...result.value, enter: { ...enter, people: [...enter.people] }, leave: { ...leave, people: [...leave.people] } })
    },
  })
