import { classDecision, decisionExample } from '../fields/proposal-shapes.ts'
import { resealField, resealPlace } from '../fields/reseal-shapes.ts'
import { operation } from '../operation.ts'
import type { GovernancePorts } from '../ports.ts'
import { s } from '../schema.ts'

export const dismissClassProposal = ({ proposals }: GovernancePorts) =>
  operation({
    name: 'governance.dismiss-class-proposal',
    method: 'POST',
    path: 'governance/fields/proposals/dismiss',
    summary: 'Say that a field is not what its values look like, so that nobody is asked again',
    input: s.object({
      place: resealPlace, field: resealField, reason: s.string().max(500).default('').describe('for whoever asks later'),
      reopen: s.boolean().default(false).describe('take an earlier dismissal back'),
    }),
    output: classDecision,
    permission: 'governance:admin',
    audit: 'dismissed the class proposed for the {place} {field}, or took that back',
    example: { input: { place: 'property', field: 'callback', reason: decisionExample.reason }, output: decisionExample },
    handler: ({ place, field, reason, reopen }, { subject }) => proposals.decide(place, field, reopen ? 'reopened' : 'dismissed', reason, subject),
  })
