import { fail, ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { DEFAULT_RULES } from '@touchstone/identity'
import { shownRules } from '../identity/check-rules.ts'
import type { IdentityPorts } from '../identity/operation-ports.ts'
import { ruleSet, rulesExample, rulesVersion, shownVersion } from '../identity/rule-shapes.ts'

export const getIdentityRules = ({ rules, attempt }: IdentityPorts) =>
  operation({
    name: 'profiles.get-identity-rules',
    method: 'GET',
    path: 'profiles/identity-rules',
    summary: 'The rules that say who is who, as they are now or as they were in a version',
    description: 'See docs/identity.md for what each part does. A blocked email address or phone number is kept as a hash and shown as a label; give the label back when you change the rest. `suggested` are the rules of this release.',
    input: s.object({ version: s.coerce.number().int().min(0).optional().describe('the newest where it is left out') }),
    output: s.object({ rules: rulesVersion, suggested: ruleSet }),
    permission: 'profiles:read',
    audit: 'read the rules about who is who',
    example: { input: {}, output: { rules: rulesExample, suggested: rulesExample.rules } },
    async handler({ version }) {
      const found = version === undefined || version === rules.current.version ? ok(rules.current) : await attempt(() => rules.find(version))
      if (!found.ok) return found
      if (found.value === undefined) return fail('profiles.not-found', `there is no version ${version} of the rules`)
      return ok({ rules: shownVersion(found.value), suggested: shownRules(DEFAULT_RULES, {}) })
    },
  })
