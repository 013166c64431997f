// How definitions of events and fields are asked for and shown.
import { FIELD_CLASSES } from '@touchstone/vocabulary'
import { s } from '../schema.ts'
import { FIELD_PLACES, type FieldDefinition } from './field-definitions.ts'

const text = (max: number) => s.string().max(max).refine((value) => value.isWellFormed() && !value.includes('\0'), 'expected text of whole characters without NUL')

export const fieldSubject = {
  place: s.enum(FIELD_PLACES).describe('an event, a property of events, or a trait of people'),
  event: text(200).default('').describe('the event; of a property, where it is described for one event only'),
  field: text(420).default('').describe('the name of a property or trait; one within another is `address.street`'),
}
export const fieldDescription = text(2_000)
export const fieldClass = s.enum(FIELD_CLASSES)

export const fieldDefinition = s.object({
  place: s.enum(FIELD_PLACES),
  event: s.string(),
  field: s.string(),
  version: s.number(),
  description: s.string(),
  class: fieldClass.nullable().describe('null: the class of its name'),
  position: s.number().nullable().describe('where in the log its class took effect'),
  createdAt: s.number().describe('milliseconds since 1970 UTC'),
  subject: s.string().describe('who said so'),
})

export const fieldExample: FieldDefinition = {
  place: 'property', event: '', field: 'note', version: 2, description: 'What the customer wrote at the till', class: 'personal', position: 52_118, createdAt: 1_760_000_400_000, subject: 'admin_5b0e61c2d9f3',
}

/** A definition is of what it names: an event of no field, a field of some. Undefined when it is so. */
export function subjectProblem({ place, event, field }: { readonly place: string; readonly event: string; readonly field: string }): string | undefined {
  if (place === 'event') return event !== '' && field === '' ? undefined : 'of an event, give "event" and no "field"'
  if (field === '') return `of a ${place}, give "field"`
  return place === 'trait' && event !== '' ? 'a trait belongs to people, not to an event: leave "event" out' : undefined
}
