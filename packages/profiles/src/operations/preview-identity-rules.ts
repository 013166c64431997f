import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import type { IdentityPorts } from '../identity/operation-ports.ts'
import { previewShape, runningExample, shownPreview } from '../identity/preview-shapes.ts'
import { ruleSet, rulesExample } from '../identity/rule-shapes.ts'

export const previewIdentityRules = ({ rules, previews, reader, attempt }: IdentityPorts) =>
  operation({
    name: 'profiles.preview-identity-rules',
    method: 'POST',
    path: 'profiles/identity-rules/preview',
    summary: 'Try rules on the past before they hold',
    description:
      'Reads every fact of history in the order of the log and says who would be who, had these rules held from the beginning, beside the rules of now, had they: how many people and merges, the biggest, and who would come together or apart. Decisions stand in both. ' +
      'It goes on beside everything else; profiles.get-identity-preview says how far it is. Patterns cannot be asked of personal values of the past, which are hashes: what the edge set aside stays so, and nothing else. It changes nothing.',
    input: s.object({ rules: ruleSet }),
    output: s.object({ preview: previewShape }),
    permission: 'profiles:read',
    audit: 'tried rules about who is who on the past',
    example: { input: { rules: rulesExample.rules }, output: { preview: runningExample } },
    async handler({ rules: wanted }) {
      const sealed = rules.check(wanted)
      if (!sealed.ok) return sealed
      const started = await attempt(() => previews.start(rules.current, sealed.value.set))
      if (!started.ok) return started
      return started.value.ok ? ok({ preview: shownPreview(started.value.value, reader) }) : started.value
    },
  })
