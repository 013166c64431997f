import { ok } from '@touchstone/base'
import { operation } from '../operation.ts'
import { s } from '../schema.ts'
import type { GovernancePorts } from '../ports.ts'
import { shownSource, shownTotals, source, sourceExample } from '../source-shapes.ts'

export const listSources = ({ sources, sourceTotals, attempt }: GovernancePorts) =>
  operation({
    name: 'governance.list-sources',
    method: 'GET',
    path: 'governance/sources',
    summary: 'List where facts come from, with the write keys of each',
    description: '`facts` counts what is in history, without duplicates; it is null while history cannot be asked. Secrets are never shown again.',
    input: s.object({}),
    output: s.object({
      sources: s.array(source.extend({ facts: s.number().nullable(), lastFactAt: s.number().nullable().describe('when the newest one was received, milliseconds since 1970 UTC') })),
    }),
    permission: 'governance:read',
    audit: 'listed sources',
    example: { input: {}, output: { sources: [{ ...sourceExample, facts: 51_204, lastFactAt: 1_760_000_360_000 }] } },
    async handler() {
      const [found, totals] = await Promise.all([attempt(() => sources.list()), sourceTotals()])
      if (!found.ok) return found
      const known = totals.ok ? totals.value : undefined
      return ok({ sources: found.value.map((one) => ({ ...shownSource(one), ...shownTotals(known, one.id) })) })
    },
  })
