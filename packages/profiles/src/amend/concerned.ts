// Whom an amendment concerns, as the state is now, and who of them is still to be built again.
import { assert } from '@touchstone/base'
import type { Amendment } from '@touchstone/vocabulary'
import type { AmendmentState } from './amendment-state.ts'

/**
 * Canonical people, ascending, of whom some id was not built again yet for the amendment at `amend`. `found`: people
 * whom only history knows, under any of their ids.
 */
export function concerned(state: AmendmentState, amend: number, amendment: Amendment, found: readonly number[]): number[] {
  assert(amend >= 0, 'an amendment lies in the log; a preview of one at 0')
  const people = [...namedBy(state, amendment), ...found.map((id) => state.canonical(id))]
  const waiting = people.filter((id) => {
    const known = id === 0 ? undefined : state.known(id)
    return known !== undefined && !state.isRebuilt(amend, known.ids)
  })
  return [...new Set(waiting)].sort((a, b) => a - b)
}

function namedBy(state: AmendmentState, amendment: Amendment): number[] {
  if (amendment.kind === 'apart') {
    return amendment.pairs.flatMap(([one, other]) => {
      const person = state.find(one)
      return person !== 0 && person === state.find(other) ? [person] : []
    })
  }
  return amendment.kind === 'move' ? [state.find(amendment.identifier), state.find(amendment.to)] : []
}
