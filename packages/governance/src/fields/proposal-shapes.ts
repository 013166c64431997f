// How proposed classes are shown.
import { FIELD_CLASSES, OVERRIDE_PLACES } from '@touchstone/vocabulary'
import { LOOK_KINDS } from '../detect/field-looks.ts'
import { DECISIONS, type ClassDecision, type ClassProposal } from '../detect/class-proposals.ts'
import { s } from '../schema.ts'

export const proposalFrom = s.enum(['arrived', 'history']).default('arrived').describe('`arrived`: from samples of what arrived in the last weeks; `history`: from a sample of all history, taken now')

export const classProposal = s.object({
  place: s.enum(OVERRIDE_PLACES),
  name: s.string().describe('the name that the class would be given to, everywhere'),
  kind: s.enum(LOOK_KINDS).describe('what most values look like'),
  detail: s.string().describe('of a national number which one, `DE.idnr`'),
  class: s.enum(FIELD_CLASSES).describe('the class that is proposed'),
  now: s.enum(FIELD_CLASSES).describe('the class it has'),
  values: s.number().int().describe('values that looked so'),
  sampled: s.number().int().describe('values that were looked at'),
  since: s.number().describe('when the first of them came'),
  example: s.string().describe('one of them, every letter an x and every digit a 0'),
  found: s.array(s.object({ event: s.string(), field: s.string(), values: s.number().int(), sampled: s.number().int() })),
})

export const classDecision = s.object({
  place: s.enum(OVERRIDE_PLACES), name: s.string().describe('as names are compared'), version: s.number().int(), decision: s.enum(DECISIONS),
  kind: s.string(), reason: s.string(), at: s.number(), subject: s.string(),
})

export const proposalExample: ClassProposal = {
  place: 'property', name: 'callback', kind: 'phone', detail: '', class: 'personal', now: 'internal', values: 118, sampled: 120, since: 1_760_000_000_000, example: '+00 00 000000',
  found: [{ event: 'Support Requested', field: 'callback', values: 118, sampled: 120 }],
}
export const decisionExample: ClassDecision = { place: 'property', name: 'callback', version: 1, decision: 'dismissed', kind: '', reason: 'Numbers of our own branches', at: 1_760_000_400_000, subject: 'admin_5b0e61c2d9f3' }
