import { fail, ok } from '@touchstone/base'
import { fieldClass, fieldDefinition, fieldDescription, fieldExample, fieldSubject, subjectProblem } from '../fields/field-shapes.ts'
import { operation } from '../operation.ts'
import type { GovernancePorts } from '../ports.ts'
import { s } from '../schema.ts'

export const PAST_IS_UNCHANGED =
  'Facts that were taken in before keep the values they came with: in history, in the live state, and in what segments compute. Sealing the past again is not possible yet.'

export const defineField = ({ fields, attempt }: GovernancePorts) =>
  operation({
    name: 'governance.define-field',
    method: 'POST',
    path: 'governance/fields',
    summary: 'Describe an event, property or trait, or give a field another class',
    description:
      'Each change is a new version. A class takes effect at once, at `position` of the log: in every fact behind it, personal, sensitive and payment values are sealed and secret ones are not kept. ' +
      `It is that of the name, in every event, also within other fields; a trait's is apart. ${PAST_IS_UNCHANGED} ` +
      'A field may be protected more than its name asks; less only where it is personal by name alone (a postcode, a username).',
    input: s.object({ ...fieldSubject, description: fieldDescription.optional(), class: fieldClass.nullable().optional().describe('null: the class of its name again') }),
    output: s.object({ definition: fieldDefinition, past: s.string().nullable().describe('what the change did not reach; null where it changed no class') }),
    permission: 'governance:admin',
    audit: 'defined the {place} {field} {event} with class {class}',
    example: { input: { place: 'property', field: 'note', description: fieldExample.description, class: 'personal' }, output: { definition: fieldExample, past: PAST_IS_UNCHANGED } },
    async handler(input, { subject }) {
      const problem = subjectProblem(input)
      if (problem !== undefined) return fail('governance.invalid-field', problem)
      const before = fields.find(input)?.class ?? null
      const defined = await attempt(() => fields.define(input, subject))
      if (!defined.ok) return defined
      if (!defined.value.ok) return defined.value
      const definition = defined.value.value
      return ok({ definition, past: definition.class === before ? null : PAST_IS_UNCHANGED })
    },
  })
