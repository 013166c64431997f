import { fail, ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import type { AmendmentParts } from '../amend/amendment-parts.ts'
import { amendmentExample, amendmentShape, shownAmendment } from '../amend/amendment-shapes.ts'

export const getAmendment = (parts: AmendmentParts) =>
  operation({
    name: 'profiles.get-amendment',
    method: 'GET',
    path: 'profiles/amendments/{id}',
    summary: 'How far an amendment is',
    description: 'An amendment that was just begun is known here once the engine has met it.',
    input: s.object({ id: s.string().min(1).max(100) }),
    output: s.object({ amendment: amendmentShape }),
    permission: 'profiles:read',
    audit: 'read amendment {id}',
    example: { input: { id: amendmentExample.id }, output: { amendment: amendmentExample } },
    handler({ id }) {
      const found = parts.state.amendments().find((one) => one.id === id)
      return Promise.resolve(found === undefined ? fail('profiles.amendment-not-found', `there is no amendment ${JSON.stringify(id)}`) : ok({ amendment: shownAmendment(found, parts) }))
    },
  })
