import type { Operation } from '@touchstone/governance'
import type { ProposalParts } from './proposals.ts'
import { addHouseholdMember } from '../operations/add-household-member.ts'
import { createHousehold } from '../operations/create-household.ts'
import { getHousehold } from '../operations/get-household.ts'
import { listHouseholdProposals } from '../operations/list-household-proposals.ts'
import { listHouseholds } from '../operations/list-households.ts'
import { removeHouseholdMember } from '../operations/remove-household-member.ts'

/** What this room can be asked about households. */
export function householdOperations(parts: ProposalParts): Operation[] {
  const { households } = parts
  return [createHousehold(households), addHouseholdMember(households), removeHouseholdMember(households), getHousehold(households), listHouseholds(households), listHouseholdProposals(parts)]
}
