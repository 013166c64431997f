import { fail, ok } from '@touchstone/base'
import { isSealed } from '@touchstone/vocabulary'
import { fieldClass, fieldDefinition, fieldDescription, fieldExample, fieldSubject, subjectProblem } from '../fields/field-shapes.ts'
import { operation } from '../operation.ts'
import type { GovernancePorts } from '../ports.ts'
import { s } from '../schema.ts'

const SEALED_AGAIN =
  'Facts stored before are sealed again: their values go into the vault and leave history, the live state of people and the catalogue (governance.list-reseals says how far it is, governance.check-reseal what is left). ' +
  'The log keeps facts as they came until it is trimmed, and segments that computed something from the field keep what they computed until they are defined anew.'
const STAYS_SEALED = 'What was sealed stays sealed: facts stored before keep the values they came with.'

export const defineField = ({ fields, reseals, attempt }: GovernancePorts) =>
  operation({
    name: 'governance.define-field',
    method: 'POST',
    path: 'governance/fields',
    summary: 'Describe an event, property or trait, or give a field another class',
    description:
      'Each change is a new version. A class takes effect at once, at `position` of the log: in every fact behind it, personal, sensitive and payment values are sealed and secret ones are not kept. ' +
      `It is that of the name, in every event, also within other fields; a trait's is apart. ${SEALED_AGAIN} ` +
      'A field may be protected more than its name asks; less only where it is personal by name alone (a postcode, a username).',
    input: s.object({ ...fieldSubject, description: fieldDescription.optional(), class: fieldClass.nullable().optional().describe('null: the class of its name again') }),
    output: s.object({ definition: fieldDefinition, past: s.string().nullable().describe('what becomes of facts stored before; null where the change is of no class') }),
    permission: 'governance:admin',
    audit: 'defined the {place} {field} {event} with class {class}',
    example: { input: { place: 'property', field: 'note', description: fieldExample.description, class: 'personal' }, output: { definition: fieldExample, past: SEALED_AGAIN } },
    async handler(input, { subject }) {
      const problem = subjectProblem(input)
      if (problem !== undefined) return fail('governance.invalid-field', problem)
      const before = fields.find(input)?.class ?? null
      const defined = await attempt(() => fields.define(input, subject))
      if (!defined.ok) return defined
      if (!defined.value.ok) return defined.value
      const definition = defined.value.value
      if (definition.class === before) return ok({ definition, past: null })
      const expected = await attempt(() => reseals.expect([definition]))
      if (!expected.ok) return expected
      const isProtected = definition.class !== null && (isSealed(definition.class) || definition.class === 'secret')
      return ok({ definition, past: isProtected ? SEALED_AGAIN : STAYS_SEALED })
    },
  })
