import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import type { SegmentDefinitions } from '../definitions.ts'
import { millis, segment, segmentExample, segmentId } from '../shapes.ts'

export const getSegment = (definitions: SegmentDefinitions) =>
  operation({
    name: 'segments.get-segment',
    method: 'GET',
    path: 'segments/{id}',
    summary: 'One microsegment: condition, size, state and freshness',
    description:
      '`size` is the number of members now. `freshness` says how far the engine is: `lagMs` is 0 when it has met the whole ' +
      'log. `next` is a newer version that takes over once it is live or when you say so; until then everything else is about ' +
      'the present one. `standby` is the version before, while it can be gone back to. `control` counts the control group ' +
      '(null while that cannot be counted) and says which shares it had since when. A threshold without a value waits for ' +
      'its first computation.',
    input: s.object({ id: segmentId }),
    output: segment.extend({
      control: s.object({
        members: s.number().nullable(),
        treated: s.number().nullable(),
        shares: s.array(s.object({ since: millis, percent: s.number() })),
      }),
    }),
    permission: 'segments:read',
    audit: 'read the segment {id}',
    example: {
      input: { id: segmentExample.id },
      output: { ...segmentExample, controlShare: 10, control: { members: 75, treated: 676, shares: [{ since: 1_760_000_000_000, percent: 10 }] } },
    },
    async handler({ id }) {
      const view = await definitions.view(id)
      if (!view.ok) return view
      const control = await definitions.control.view(view.value)
      return control.ok ? ok({ ...view.value, control: control.value }) : control
    },
  })
