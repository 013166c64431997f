import type { Operation } from '@touchstone/governance'
import type { AmendmentParts } from './amendment-parts.ts'
import { forgetIdentityRules } from '../operations/forget-identity-rules.ts'
import { getAmendment } from '../operations/get-amendment.ts'
import { listAmendments } from '../operations/list-amendments.ts'
import { moveIdentifier } from '../operations/move-identifier.ts'
import { previewAmendment } from '../operations/preview-amendment.ts'
import { revertSource } from '../operations/revert-source.ts'
import { revertTrait } from '../operations/revert-trait.ts'
import { unmerge } from '../operations/unmerge.ts'

/** What of the past can be undone here. */
export function amendmentOperations(parts: AmendmentParts): Operation[] {
  return [previewAmendment(parts), unmerge(parts), moveIdentifier(parts), forgetIdentityRules(parts), revertTrait(parts), revertSource(parts), getAmendment(parts), listAmendments(parts)]
}
