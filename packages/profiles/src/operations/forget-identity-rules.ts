import { fail, ok, type Result } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import type { Amendment } from '@touchstone/vocabulary'
import type { AmendmentParts } from '../amend/amendment-parts.ts'
import { begin, begunShape } from '../amend/amendment-shapes.ts'
import { why } from '../identity/rule-shapes.ts'

export const forgetIdentityRules = (parts: AmendmentParts) =>
  operation({
    name: 'profiles.forget-identity-rules',
    method: 'POST',
    path: 'profiles/identity/rules/{version}/forget',
    summary: 'Undo everything that a version of the rules did',
    description:
      'Everyone whom a fact linked, merged or kept apart while this version held is built again as if the version before it had gone on: ' +
      'merges that only it allowed come apart. Rules that hold now are not forgotten: set others first.',
    input: s.object({ version: s.coerce.number().int().min(1).max(0xffff_ffff), why }),
    output: begunShape,
    permission: 'profiles:write',
    audit: 'had version {version} of the rules of identity forgotten: {why}',
    example: {
      input: { version: 3, why: 'It took the address of the till for a person' },
      output: { id: 'am_8d1f0b6c2e7a49305f1c', position: 90_211, what: 'version 3 of the rules is forgotten' },
    },
    async handler({ version, why: reason }, { subject }) {
      const amendment = checkForgotten(parts, version)
      return amendment.ok ? begin(parts, amendment.value, subject, reason) : amendment
    },
  })

/** Failures: `profiles.no-such-rules`, `profiles.rules-in-force`. */
export function checkForgotten({ state, engineAt }: AmendmentParts, version: number): Result<Amendment> {
  const versions = state.controls(engineAt().position).flatMap(({ control }) => (control.control === 'identity.rules' ? [control.version] : []))
  if (!versions.includes(version)) return fail('profiles.no-such-rules', `no version ${version} of the rules ever held`)
  if (version === Math.max(...versions)) return fail('profiles.rules-in-force', `version ${version} of the rules holds now: set others first`)
  return ok({ kind: 'forget-rules', version })
}
