import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import type { IdentityPorts } from '../identity/operation-ports.ts'
import { rulesExample, rulesVersion, shownVersion } from '../identity/rule-shapes.ts'

export const listIdentityRules = ({ rules, attempt }: IdentityPorts) =>
  operation({
    name: 'profiles.list-identity-rules',
    method: 'GET',
    path: 'profiles/identity-rules/versions',
    summary: 'Every version of the rules that say who is who',
    description: 'Newest first. `next` asks for what follows: give it as `before`.',
    input: s.object({ limit: s.coerce.number().int().min(1).max(100).default(20), before: s.coerce.number().int().min(1).optional() }),
    output: s.object({ versions: s.array(rulesVersion), next: s.number().nullable() }),
    permission: 'profiles:read',
    audit: 'read the versions of the rules about who is who',
    example: { input: {}, output: { versions: [rulesExample], next: null } },
    async handler({ limit, before }) {
      const found = await attempt(() => rules.list(limit, before ?? 2 ** 31 - 1))
      if (!found.ok) return found
      const versions = found.value
      return ok({ versions: versions.map(shownVersion), next: versions.length === limit && versions.at(-1)!.version > 1 ? versions.at(-1)!.version : null })
    },
  })
