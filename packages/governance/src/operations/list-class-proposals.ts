import { ok } from '@touchstone/base'
import { classDecision, classProposal, decisionExample, proposalExample, proposalFrom } from '../fields/proposal-shapes.ts'
import { operation } from '../operation.ts'
import type { GovernancePorts } from '../ports.ts'
import { s } from '../schema.ts'

export const listClassProposals = ({ proposals }: GovernancePorts) =>
  operation({
    name: 'governance.list-class-proposals',
    method: 'GET',
    path: 'governance/fields/proposals',
    summary: 'Fields whose values look like more than their name tells, with the evidence',
    description:
      'An address, a telephone number, a payment card, a national number with its check digit, a person\'s name. Fields that are protected already, and those that staff dismissed, are left out. ' +
      'From what arrives one value of each field and source is looked at every ten seconds at most; it takes ten values to say something.',
    input: s.object({ from: proposalFrom }),
    output: s.object({ proposals: s.array(classProposal), decided: s.array(classDecision).describe('the newest decision on each field') }),
    permission: 'governance:read',
    audit: 'listed proposed classes of fields from {from}',
    example: { input: {}, output: { proposals: [{ ...proposalExample, found: [...proposalExample.found] }], decided: [{ ...decisionExample, name: 'branchphone' }] } },
    async handler({ from }) {
      const found = await proposals.list(from)
      if (!found.ok) return found
      const decided = await proposals.decisions()
      return decided.ok ? ok({ proposals: found.value.map((one) => ({ ...one, found: [...one.found] })), decided: decided.value }) : decided
    },
  })
