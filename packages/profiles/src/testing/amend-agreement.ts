// Amendments against the oracle: random histories of a few people whose identifiers meet in every way, conditions that listen
// to them, and amendments at any moment, one after the other, with facts that arrive while people are being built again. After
// each of them, and after every fact from then on, everything must be as for a Machine that knew the amendments first.
import fc from 'fast-check'
import { DAY, HOUR } from '@touchstone/base'
import type { GeneratedFact } from '@touchstone/language/testing'
import type { Amendment } from '@touchstone/vocabulary'
import type { RigFact } from '../testing.ts'
import { ranksOf } from '../testing.ts'
import { START } from '@touchstone/language/testing'
import { AmendRig } from './amend-rig.ts'
import { steps, type Step } from './agreement.ts'

const IDENTIFIERS = ['anonymous_id:a', 'anonymous_id:b', 'anonymous_id:c', 'user_id:u', 'user_id:v', 'email:h:e'] as const

export interface AmendStep extends Step {
  /** What is amended after the fact; the facts that follow it may come while people are being built again. */
  readonly amendment: Amendment | undefined
  /** So many of the facts that follow arrive during the amendment. */
  readonly during: number
  /** The state grows from the log again before the fact. */
  readonly rebuilds: boolean
}

const pair = fc.uniqueArray(fc.constantFrom(...IDENTIFIERS), { minLength: 2, maxLength: 2 }) as fc.Arbitrary<[string, string]>
const apart: fc.Arbitrary<Amendment> = fc.array(pair, { minLength: 1, maxLength: 2 }).map((pairs) => ({ kind: 'apart', pairs }))
const move: fc.Arbitrary<Amendment> = fc.uniqueArray(fc.constantFrom(...IDENTIFIERS), { minLength: 2, maxLength: 6 }).map(([identifier, to, ...from]) => ({ kind: 'move', identifier: identifier!, to: to!, from }))
const amendment = fc.oneof({ weight: 10, arbitrary: fc.constant(undefined) }, { weight: 2, arbitrary: apart }, { weight: 1, arbitrary: move })

export const amendSteps: fc.Arbitrary<AmendStep[]> = steps.chain((given) =>
  fc.tuple(...given.map((step) => fc.record({ step: fc.constant(step), amendment, during: fc.nat(2), rebuilds: fc.nat(9).map((n) => n === 0) }))).map((list) => list.map(({ step, ...rest }) => ({ ...step, ...rest }))),
)

/** Throws where a state is not what the oracle says. */
export function checkAmendments(texts: readonly string[], given: readonly AmendStep[]): AmendRig {
  const rig = new AmendRig()
  const segments = texts.map((text, i) => ({ ranks: ranksOf(text), position: rig.define(START, `s${i}`, text) }))
  let next = 0
  const takeNext = (): void => {
    const step = given[next++]!
    const at = Math.max(step.fact.appended, rig.time)
    if (step.rebuilds) rig.rebuild()
    else if (step.restarts) rig.restart()
    if (step.threshold !== undefined) {
      for (const { ranks, position } of segments) for (const key of ranks) rig.control(at, { control: 'segment.threshold', segment: position, key, value: step.threshold, people: 2, error: 0, at })
    }
    rig.fact(at, factOf(step, next - 1))
    if (step.again === undefined) return
    const which = step.again % next
    if (at - given[which]!.fact.appended < DAY) rig.fact(at, factOf(given[which]!, which))
  }
  while (next < given.length) {
    takeNext()
    const { amendment: amend, during } = given[next - 1]!
    if (amend !== undefined) {
      rig.amend(amend, () => {
        for (let i = 0; i < during && next < given.length; i++) takeNext()
      })
      rig.agree(`after the amendment that follows fact ${next - 1}`)
    }
  }
  if (rig.taken === 0) return rig
  for (const later of [HOUR, 40 * DAY]) {
    rig.tick(rig.time + later)
    rig.agree(`${later} ms after the end`)
  }
  return rig
}

function factOf({ fact, identifiers }: { fact: GeneratedFact; identifiers: string[] }, index: number): RigFact {
  const { event, timestamp, traits, properties } = fact
  return { identifiers, ...(event === '' ? {} : { event }), happened: timestamp, messageId: `m${index}`, traits, properties }
}
