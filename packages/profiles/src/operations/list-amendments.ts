import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import type { AmendmentParts } from '../amend/amendment-parts.ts'
import { amendmentExample, amendmentShape, shownAmendment } from '../amend/amendment-shapes.ts'

const MOST = 1_000

export const listAmendments = (parts: AmendmentParts) =>
  operation({
    name: 'profiles.list-amendments',
    method: 'GET',
    path: 'profiles/amendments',
    summary: 'What was amended of the past',
    description: `The newest first, at most ${MOST}.`,
    input: s.object({}),
    output: s.object({ amendments: s.array(amendmentShape) }),
    permission: 'profiles:read',
    audit: 'listed amendments',
    example: { input: {}, output: { amendments: [amendmentExample] } },
    handler: () => Promise.resolve(ok({ amendments: parts.state.amendments().toReversed().slice(0, MOST).map((one) => shownAmendment(one, parts)) })),
  })
