// What a condition is for a person of whom it knows nothing: none of its events happened, none of its traits was given.
// Most people are like that for most segments, and most segments have nothing to say about them, whatever the time is.
// Mostly the text of the condition tells. Where it does not, the program itself is asked about such a person: its answer
// holds for all of them unless it looked at what still differs between them, their id and their first fact.
import { assert } from '@touchstone/base'
import { TraitKind, Truth, type PersonState, type Program } from '@touchstone/language'

export interface AtRest {
  /** It may be true for some such person at some time: new people are evaluated. */
  readonly mayHold: boolean
  /** Time alone may change it for some such person: everyone is asked when that is due. */
  readonly mayStir: boolean
}

export function atRest(program: Program): AtRest {
  if (program.emptyValue !== undefined) return { mayHold: program.emptyValue === Truth.TRUE, mayStir: false }
  const person = new UnknownPerson()
  const value = program.evaluate(person, 0)
  const due = program.nextDue(person, 0)
  if (person.isDistinguished) return { mayHold: true, mayStir: program.clocked }
  return { mayHold: value === Truth.TRUE || due < Infinity, mayStir: due < Infinity }
}

class UnknownPerson implements PersonState {
  readonly bytes = new Uint8Array(0)
  readonly view = new DataView(this.bytes.buffer)
  readonly chunks = undefined
  readonly settled = -Infinity
  readonly disturbances = 0
  /** Whether it was asked for what one such person has and another has not. */
  isDistinguished = false

  get id(): number {
    this.isDistinguished = true
    return 1
  }
  get firstSeen(): number {
    this.isDistinguished = true
    return 0
  }
  find(): number {
    return -1
  }
  size(): number {
    return 0
  }
  allocate(): number {
    assert(false, 'looking at a person makes no cell')
    return -1
  }
  traitKind(): TraitKind {
    return TraitKind.MISSING
  }
  traitNumber(): number {
    return 0
  }
  traitCompare(): number {
    return -1
  }
  traitText(): string {
    return ''
  }
}
