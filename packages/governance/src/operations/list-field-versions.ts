import { fail, ok } from '@touchstone/base'
import { fieldDefinition, fieldExample, fieldSubject, subjectProblem } from '../fields/field-shapes.ts'
import { operation } from '../operation.ts'
import type { GovernancePorts } from '../ports.ts'
import { s } from '../schema.ts'

export const listFieldVersions = ({ fields, attempt }: GovernancePorts) =>
  operation({
    name: 'governance.list-field-versions',
    method: 'GET',
    path: 'governance/fields/versions',
    summary: 'What was said about an event, property or trait, newest first',
    input: s.object(fieldSubject),
    output: s.object({ versions: s.array(fieldDefinition) }),
    permission: 'governance:read',
    audit: 'read the versions of the {place} {field} {event}',
    example: { input: { place: 'property', field: 'note' }, output: { versions: [fieldExample] } },
    async handler(input) {
      const problem = subjectProblem(input)
      if (problem !== undefined) return fail('governance.invalid-field', problem)
      const versions = await attempt(() => fields.versions(input))
      return versions.ok ? ok({ versions: versions.value }) : versions
    },
  })
