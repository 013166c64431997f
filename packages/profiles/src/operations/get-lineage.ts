import { fail, ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { readLineage } from '../lineage/read-lineage.ts'
import type { ProfilePorts } from '../ports.ts'
import { exampleNodes, lineageEdge, lineageNode, nodeName } from '../lineage/shapes.ts'

const MAX_NODES = 2_000

export const getLineage = ({ queryHistory, historyThrough, logPosition, catalogue, lineage, clock }: ProfilePorts) =>
  operation({
    name: 'profiles.get-lineage',
    method: 'GET',
    path: 'profiles/lineage',
    summary: 'What a source, field, trait or segment depends on, and what depends on it',
    description:
      'Down from the node: what needs it; up: what it needs. An edge leads from what is needed: a source `sends` an event and `gives` its properties and its people\'s traits; an event `has` properties; ' +
      'a safe trait `derives` from a personal one; conditions and computed traits `read` events, properties and traits, conditions are `part-of` a segment, and a segment `uses` others. Without a node: all sources, segments and ' +
      'computed traits, and what lies between them. Properties within a list go by the list\'s name; of personal fields it is not counted which source they came from. What archived segments needed is not here.',
    input: s.object({
      node: nodeName.optional(),
      direction: s.enum(['up', 'down', 'both']).default('both'),
      limit: s.coerce.number().int().min(1).max(MAX_NODES).default(500).describe('nodes, the nearest'),
    }),
    output: s.object({ nodes: s.array(lineageNode), edges: s.array(lineageEdge), isCut: s.boolean().describe('there are more nodes'), through: s.number(), isComplete: s.boolean() }),
    permission: 'profiles:read',
    audit: 'read the lineage',
    example: {
      input: { node: 'trait:plan' },
      output: {
        nodes: [exampleNodes.trait, exampleNodes.source, exampleNodes.condition, exampleNodes.segment],
        edges: [
          { from: 'source:key_4f1a9c2be07d', to: 'trait:plan', kind: 'gives', facts: 3_210, last: 1_760_000_360_000 },
          { from: 'trait:plan', to: 'condition:sg_4k2v9qw8m1x3/1/1', kind: 'reads', facts: null, last: null },
          { from: 'condition:sg_4k2v9qw8m1x3/1/1', to: 'segment:sg_4k2v9qw8m1x3', kind: 'part-of', facts: null, last: null },
        ],
        isCut: false,
        through: 52_110,
        isComplete: true,
      },
    },
    async handler({ node, direction, limit }) {
      // Asked before the queries: what is durable by now is surely counted.
      const through = historyThrough()
      const isComplete = through >= logPosition()
      const read = await readLineage({ query: queryHistory, catalogue, lineage }, clock.now())
      if (!read.ok) return read
      const { graph } = read.value
      if (node !== undefined && graph.find(node) === undefined) return fail('profiles.unknown-node', `there is no ${JSON.stringify(node)} in the lineage`)
      const ends = new Set(['source', 'segment', 'computed'])
      const walked = node === undefined ? graph.walk(graph.nodes.filter(({ kind }) => ends.has(kind)).map(({ id }) => id), 'up', limit) : graph.walk([node], direction, limit)
      return ok({ nodes: [...walked.nodes], edges: [...walked.edges], isCut: walked.isCut, through, isComplete })
    },
  })
