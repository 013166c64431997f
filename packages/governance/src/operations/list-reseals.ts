import { ok } from '@touchstone/base'
import { reseal, resealExample } from '../fields/reseal-shapes.ts'
import { operation } from '../operation.ts'
import type { GovernancePorts } from '../ports.ts'
import { s } from '../schema.ts'

export const listReseals = ({ reseals, attempt }: GovernancePorts) =>
  operation({
    name: 'governance.list-reseals',
    method: 'GET',
    path: 'governance/reseals',
    summary: 'Fields whose past is sealed again, with how far it is',
    description: 'One for each class that protects a field, the newest first. It goes on after a restart, and begins when history has every fact from before the class took effect.',
    input: s.object({}),
    output: s.object({ reseals: s.array(reseal) }),
    permission: 'governance:read',
    audit: 'listed fields whose past is sealed again',
    example: { input: {}, output: { reseals: [resealExample] } },
    async handler() {
      const found = await attempt(() => reseals.list())
      return found.ok ? ok({ reseals: found.value }) : found
    },
  })
