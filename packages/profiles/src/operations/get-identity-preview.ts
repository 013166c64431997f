import { fail, ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import type { IdentityPorts } from '../identity/operation-ports.ts'
import { previewExample, previewShape, shownPreview } from '../identity/preview-shapes.ts'

export const getIdentityPreview = ({ previews, reader }: IdentityPorts) =>
  operation({
    name: 'profiles.get-identity-preview',
    method: 'GET',
    path: 'profiles/identity-rules/preview/{id}',
    summary: 'How far a preview of rules is, and what came of it',
    description: 'The last few are remembered until the server stops.',
    input: s.object({ id: s.coerce.number().int().min(1) }),
    output: s.object({ preview: previewShape }),
    permission: 'profiles:read',
    audit: 'read a preview of rules about who is who',
    example: { input: { id: 3 }, output: { preview: previewExample } },
    handler({ id }) {
      const found = previews.find(id)
      return Promise.resolve(found === undefined ? fail('profiles.not-found', `there is no preview ${id}; the last few are remembered until the server stops`) : ok({ preview: shownPreview(found, reader) }))
    },
  })
