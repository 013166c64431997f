import type { Operation } from '@touchstone/governance'
import type { IdentityPorts } from './operation-ports.ts'
import { acceptReview } from '../operations/accept-review.ts'
import { declareApart } from '../operations/declare-apart.ts'
import { declareLink } from '../operations/declare-link.ts'
import { getIdentityPreview } from '../operations/get-identity-preview.ts'
import { getIdentityRules } from '../operations/get-identity-rules.ts'
import { listIdentityDecisions } from '../operations/list-identity-decisions.ts'
import { listIdentityRules } from '../operations/list-identity-rules.ts'
import { listReviews } from '../operations/list-reviews.ts'
import { previewIdentityRules } from '../operations/preview-identity-rules.ts'
import { rejectReview } from '../operations/reject-review.ts'
import { setIdentityRules } from '../operations/set-identity-rules.ts'

/** What this room can be asked about who is who, and told. */
export function identityOperations(ports: IdentityPorts): Operation[] {
  return [
    getIdentityRules(ports), setIdentityRules(ports), listIdentityRules(ports), previewIdentityRules(ports), getIdentityPreview(ports),
    listReviews(ports), acceptReview(ports), rejectReview(ports), declareLink(ports), declareApart(ports), listIdentityDecisions(ports),
  ]
}
