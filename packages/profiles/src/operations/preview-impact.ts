import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { FIELD_CLASSES } from '@touchstone/vocabulary'
import { CHANGES, impactOf } from '../lineage/impact.ts'
import { readLineage } from '../lineage/read-lineage.ts'
import type { ProfilePorts } from '../ports.ts'
import { exampleNodes, lineageNode, nodeName } from '../lineage/shapes.ts'

export const previewImpact = ({ queryHistory, historyThrough, logPosition, catalogue, lineage, clock }: ProfilePorts) =>
  operation({
    name: 'profiles.preview-impact',
    method: 'GET',
    path: 'profiles/lineage/impact',
    summary: 'What archiving a segment, giving a field another class, or revoking a source would do',
    description:
      'Nothing is changed. `refusal` says why the change would be refused, `findings` in plain English what it would do, and `affected` which conditions, computed traits and segments ' +
      'it reaches, with the shortest way there. `share`: of the facts of the last 30 days at the beginning of that way, how many come from the source (1: from nobody else).',
    input: s.object({ change: s.enum(CHANGES), node: nodeName, class: s.enum(FIELD_CLASSES).optional().describe('of reclass-field: the new one') }),
    output: s.object({
      node: lineageNode,
      refusal: s.string().nullable(),
      findings: s.array(s.string()),
      affected: s.array(s.object({ node: lineageNode, via: s.array(s.string()), share: s.number().nullable() })),
      through: s.number(),
      isComplete: s.boolean(),
    }),
    permission: 'profiles:read',
    audit: 'previewed a change of {node}',
    example: {
      input: { change: 'revoke-source', node: 'source:key_4f1a9c2be07d' },
      output: {
        node: exampleNodes.source,
        refusal: null,
        findings: ['It sent 3,210 facts with an event in the last 30 days, of 1 event; facts that are there stay', 'Nobody else sends "plan"', '1 segment looks at what it sends: "Professionals"'],
        affected: [
          { node: exampleNodes.condition, via: ['source:key_4f1a9c2be07d', 'trait:plan'], share: 1 },
          { node: exampleNodes.segment, via: ['source:key_4f1a9c2be07d', 'trait:plan', 'condition:sg_4k2v9qw8m1x3/1/1'], share: 1 },
        ],
        through: 52_110,
        isComplete: true,
      },
    },
    async handler({ change, node, class: given }) {
      const through = historyThrough()
      const isComplete = through >= logPosition()
      const read = await readLineage({ query: queryHistory, catalogue, lineage }, clock.now())
      if (!read.ok) return read
      const impact = impactOf(read.value, { kind: change, node, class: given })
      if (!impact.ok) return impact
      const { affected, findings, ...rest } = impact.value
      return ok({ ...rest, findings: [...findings], affected: affected.map((one) => ({ ...one, via: [...one.via] })), through, isComplete })
    },
  })
