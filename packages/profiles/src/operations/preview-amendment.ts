import { fail, type Result } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import type { Amendment } from '@touchstone/vocabulary'
import type { AmendmentParts } from '../amend/amendment-parts.ts'
import { moveOf, revertedSource, revertedValue, unmergeOf } from '../amend/amendment-questions.ts'
import { previewExample, previewShape, shownPreview } from '../amend/amendment-shapes.ts'
import { givenIdentifier } from '../identity/identity-shapes.ts'
import { millis } from '../shapes.ts'
import { checkForgotten } from './forget-identity-rules.ts'

const number = s.number().int().min(1).max(Number.MAX_SAFE_INTEGER)
const trait = s.string().min(1).max(256)

const input = s.object({
  unmerge: s.object({ person: number, identifier: givenIdentifier, others: s.array(givenIdentifier).min(1).max(1_000).optional() }).optional(),
  move: s.object({ person: number, identifier: givenIdentifier, to: number }).optional(),
  forgetRules: s.object({ version: s.number().int().min(1).max(0xffff_ffff) }).optional(),
  revertTrait: s.object({ person: number, trait, position: number.optional() }).optional(),
  revertSource: s.object({ source: s.string().min(1).max(100), from: millis, to: millis, trait: trait.optional() }).optional(),
})

export const previewAmendment = (parts: AmendmentParts) =>
  operation({
    name: 'profiles.preview-amendment',
    method: 'POST',
    path: 'profiles/amendments/preview',
    summary: 'What undoing would do, before it does',
    description:
      'Give one of the inputs of `profiles.unmerge`, `profiles.move-identifier`, `profiles.forget-identity-rules`, `profiles.revert-trait` or ' +
      '`profiles.revert-source`. The people concerned are built again from their facts, as if the mistake had never been, and thrown away: ' +
      '`before` and `after` say who there is, with their identifiers, facts and segments. Nothing changes. Of many groups of people the ' +
      'first few are shown.',
    input,
    output: previewShape,
    permission: 'profiles:read',
    audit: 'looked at what an amendment would do',
    example: { input: { unmerge: { person: 1042, identifier: { type: 'anonymous_id', value: 'tablet' } } }, output: previewExample },
    async handler(given) {
      const amendment = await amendmentOf(parts, given)
      return amendment.ok ? shownPreview(parts, amendment.value) : amendment
    },
  })

function amendmentOf(parts: AmendmentParts, { unmerge, move, forgetRules, revertTrait, revertSource }: (typeof input)['_output']): Promise<Result<Amendment>> {
  const given = [unmerge, move, forgetRules, revertTrait, revertSource].filter((one) => one !== undefined)
  if (given.length !== 1) return Promise.resolve(fail('profiles.amend-what', `expected one of "unmerge", "move", "forgetRules", "revertTrait" and "revertSource", got ${given.length}`))
  if (unmerge !== undefined) return Promise.resolve(unmergeOf(parts, unmerge.person, unmerge.identifier, unmerge.others))
  if (move !== undefined) return Promise.resolve(moveOf(parts, move.person, move.identifier, move.to))
  if (forgetRules !== undefined) return Promise.resolve(checkForgotten(parts, forgetRules.version))
  if (revertTrait !== undefined) return revertedValue(parts, revertTrait.person, revertTrait.trait, revertTrait.position)
  return revertedSource(parts, revertSource!.source, revertSource!.from, revertSource!.to, revertSource!.trait)
}
