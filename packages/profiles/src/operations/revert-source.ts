import { operation, s } from '@touchstone/governance'
import type { AmendmentParts } from '../amend/amendment-parts.ts'
import { MAX_VALUES, revertedSource } from '../amend/amendment-questions.ts'
import { begin, begunShape } from '../amend/amendment-shapes.ts'
import { why } from '../identity/rule-shapes.ts'
import { millis } from '../shapes.ts'

export const revertSource = (parts: AmendmentParts) =>
  operation({
    name: 'profiles.revert-source',
    method: 'POST',
    path: 'profiles/amendments/revert-source',
    summary: 'Take back every trait that one source gave in a time',
    description:
      'What the identify calls of this source that arrived from `from` to `to` gave traits (or the one `trait`) does not count, and never ' +
      `did: everyone's values before it hold again. At most ${MAX_VALUES} calls at once.`,
    input: s.object({ source: s.string().min(1).max(100), from: millis, to: millis, trait: s.string().min(1).max(256).optional(), why }),
    output: begunShape,
    permission: 'profiles:write',
    audit: 'took back what source {source} gave traits: {why}',
    example: {
      input: { source: 'key_4f1a9c2be07d', from: 1_760_000_000_000, to: 1_760_000_300_000, why: 'The importer had the columns mixed up' },
      output: { id: 'am_8d1f0b6c2e7a49305f1c', position: 90_211, what: 'what 4210 facts gave traits does not count' },
    },
    async handler({ source, from, to, trait, why: reason }, { subject }) {
      const amendment = await revertedSource(parts, source, from, to, trait)
      return amendment.ok ? begin(parts, amendment.value, subject, reason) : amendment
    },
  })
