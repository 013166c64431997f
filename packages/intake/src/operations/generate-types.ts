import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import type { PlanPorts } from '../plan/plan-ports.ts'
import { planExample, sourceId, versionExample } from '../plan/plan-shapes.ts'
import { planTypes } from '../plan/plan-types.ts'

export const generateTypes = ({ plans, sourceName }: PlanPorts) =>
  operation({
    name: 'intake.generate-types',
    method: 'GET',
    path: 'intake/plans/{source}/types',
    summary: 'The tracking plan of a source as TypeScript',
    description: 'One module without imports: an interface per event, `Events` that names them all, `Traits`, and the type of a track call that a compiler checks.',
    input: s.object({ source: sourceId }),
    output: s.object({ version: s.number().int(), typescript: s.string() }),
    permission: 'intake:read',
    audit: 'generated types of the tracking plan of the source {source}',
    example: { input: { source: versionExample.source }, output: { version: 3, typescript: planTypes({ source: 'Web shop', version: 3, plan: planExample }) } },
    async handler({ source }) {
      const found = plans.get(source)
      if (!found.ok) return found
      const { version, plan } = found.value
      const name = await sourceName(source)
      if (!name.ok) return name
      return ok({ version, typescript: planTypes({ source: name.value ?? source, version, plan }) })
    },
  })
