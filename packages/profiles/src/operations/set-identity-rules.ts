import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import type { IdentityPorts } from '../identity/operation-ports.ts'
import { ruleSet, rulesExample, rulesVersion, shownVersion, why } from '../identity/rule-shapes.ts'

export const setIdentityRules = ({ rules, attempt }: IdentityPorts) =>
  operation({
    name: 'profiles.set-identity-rules',
    method: 'POST',
    path: 'profiles/identity-rules',
    summary: 'Change the rules that say who is who',
    description:
      'The whole set becomes a new version, which takes effect at one place of the log (`position`): facts behind it are resolved by it, facts before it are not. Try it first with profiles.preview-identity-rules. ' +
      'What earlier rules linked stays linked. `expected` is the version that you have seen; another change in between is refused.',
    input: s.object({ rules: ruleSet, expected: s.number().int().min(0), why }),
    output: s.object({ rules: rulesVersion }),
    permission: 'profiles:admin',
    audit: 'changed the rules about who is who, from version {expected}: {why}',
    example: { input: { rules: rulesExample.rules, expected: 1, why: rulesExample.why }, output: { rules: rulesExample } },
    async handler({ rules: wanted, expected, why: reason }, { subject }) {
      const defined = await attempt(() => rules.define(wanted, expected, reason, subject))
      if (!defined.ok) return defined
      return defined.value.ok ? ok({ rules: shownVersion(defined.value.value) }) : defined.value
    },
  })
