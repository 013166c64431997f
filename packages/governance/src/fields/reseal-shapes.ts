// How the sealing of a field's past is shown.
import { FIELD_CLASSES, OVERRIDE_PLACES } from '@touchstone/vocabulary'
import { s } from '../schema.ts'
import { RESEAL_STATES, type Reseal } from './reseals.ts'

export const resealPlace = s.enum(OVERRIDE_PLACES)
export const resealField = s.string().min(1).max(420).describe('the name of a property or trait')

export const reseal = s.object({
  place: resealPlace,
  name: s.string().describe('as names are compared: lower case, letters and digits'),
  class: s.enum(FIELD_CLASSES),
  position: s.number().describe('where in the log the class took effect: facts before it are sealed again'),
  state: s.enum(RESEAL_STATES),
  through: s.number().describe('facts up to this position are done'),
  facts: s.number().int().describe('that had a value and have none any more'),
  message: s.string().describe('why it failed, or waits'),
  createdAt: s.number(),
  finishedAt: s.number().nullable(),
})

export const resealExample: Reseal = {
  place: 'property', name: 'note', class: 'personal', position: 52_118, state: 'done', through: 52_090, facts: 1_204, message: '', createdAt: 1_760_000_400_000, finishedAt: 1_760_000_431_000,
}
