import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import type { ProfilePorts } from '../ports.ts'
import { millis } from '../shapes.ts'
import { readSyntheticFacts } from '../synthetic-facts.ts'

export const countSynthetic = ({ queryHistory, historyThrough }: ProfilePorts) =>
  operation({
    name: 'profiles.count-synthetic',
    method: 'GET',
    path: 'profiles/synthetic',
    summary: 'Whether this installation holds invented data, and how much',
    description:
      'Senders of test and demo data mark it with `context.synthetic: true`; the demo world marks everything it invents. ' +
      '`holdsSynthetic` is true as soon as there is one such fact: whoever shows figures should say so. Facts reach history within about ' +
      'a second: `through` is the log position up to which all were counted.',
    input: s.object({}),
    output: s.object({ holdsSynthetic: s.boolean(), facts: s.number(), synthetic: s.number(), lastAt: millis.nullable(), through: s.number() }),
    permission: 'profiles:read',
    audit: 'counted the invented facts',
    example: { input: {}, output: { holdsSynthetic: true, facts: 72_156, synthetic: 68_657, lastAt: 1_760_000_400_000, through: 72_204 } },
    async handler() {
      // Asked before the query: what is durable by now is surely in the answer.
      const through = historyThrough()
      const counted = await readSyntheticFacts(queryHistory)
      return counted.ok ? ok({ holdsSynthetic: counted.value.synthetic > 0, ...counted.value, through }) : counted
    },
  })
