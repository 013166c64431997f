import { fieldDefinition, fieldExample, fieldClass } from '../fields/field-shapes.ts'
import { proposalFrom } from '../fields/proposal-shapes.ts'
import { resealField, resealPlace } from '../fields/reseal-shapes.ts'
import { operation } from '../operation.ts'
import type { GovernancePorts } from '../ports.ts'
import { s } from '../schema.ts'

export const acceptClassProposal = ({ proposals }: GovernancePorts) =>
  operation({
    name: 'governance.accept-class-proposal',
    method: 'POST',
    path: 'governance/fields/proposals/accept',
    summary: 'Give a field the class that is proposed for it',
    description: 'As governance.define-field does, which also says what becomes of facts stored before.',
    input: s.object({ place: resealPlace, field: resealField, class: fieldClass.optional().describe('another class than the proposed one'), from: proposalFrom }),
    output: fieldDefinition,
    permission: 'governance:admin',
    audit: 'accepted the class proposed for the {place} {field}, {class}',
    example: { input: { place: 'property', field: 'note' }, output: fieldExample },
    handler: ({ place, field, class: given, from }, { subject }) => proposals.accept(place, field, given, from, subject),
  })
