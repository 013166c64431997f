// Checked expression → the nodes to keep per person, and a way to read the value of a computed trait from them.
import { assert, type Millis } from '@touchstone/base'
import type { CheckedExpression, Expression } from '../check/expression.ts'
import type { EventValueSubject, FavouriteSubject, Scalar } from '../check/tree.ts'
import { Truth } from '../truth.ts'
import type { PersonState } from './cells.ts'
import type { Program } from './compile.ts'
import type { NodeSpec } from './node.ts'
import { NodeMaker } from './node-maker.ts'
import { Reading, doubleOf } from './reading.ts'
import { type Numbering, Registry } from './registry.ts'
import { Scope } from './scope.ts'
import type { Source } from './source.ts'

export interface ExpressionValue {
  /** Undefined where there is none, or none that is kept. */
  readonly value: Scalar | undefined
  /** How many events or values a number was made of, where that is known: for a quotient, those of both parts. */
  readonly count: number | undefined
  /** When the event of a first or last value happened. */
  readonly happened: Millis | undefined
}

export interface ExpressionProgram {
  /** Distinct, in the order of the text. */
  readonly nodes: readonly NodeSpec[]
  readonly traits: readonly string[]
  /** As of `now`, which never goes back for one person. */
  read(person: PersonState, now: Millis): ExpressionValue
}

const NONE: ExpressionValue = { value: undefined, count: undefined, happened: undefined }

export function compileExpression({ root }: Pick<CheckedExpression, 'root'>, numbering: Numbering): ExpressionProgram {
  const registry = new Registry(numbering)
  const read = readerOf(root, new NodeMaker(registry, 0))
  assert(registry.nodes.size > 0, 'what people did is kept in nodes')
  return { nodes: [...registry.nodes.values()], traits: [...registry.traits.keys()], read }
}

/** The same nodes as a program of which nobody is a member and which time does not change: it only wants them kept. */
export function keepNodes(checked: Pick<CheckedExpression, 'root'>, numbering: Numbering): Program {
  const { nodes } = compileExpression(checked, numbering)
  return { nodes, leaves: [], events: [], traits: [], traitNumbers: [], emptyValue: Truth.FALSE, clocked: false, ranks: [], evaluate: () => Truth.FALSE, nextDue: () => Infinity }
}

type Read = ExpressionProgram['read']

function readerOf(root: Expression, make: NodeMaker): Read {
  switch (root.kind) {
    case 'number':
      return numberReader(make.source(root.aggregate))
    case 'quotient':
      return quotientReader(make.source(root.numerator), make.source(root.denominator))
    case 'value':
      return root.subject.kind === 'favourite' ? favouriteReader(root.subject, make) : valueReader(root.subject, make)
  }
}

function numberReader(source: Source): Read {
  const reading = new Reading()
  return (person, now) => {
    if (!source.read(person, now, reading)) return NONE
    const number = doubleOf(source.called, reading)
    return { value: Number.isNaN(number) ? undefined : number, count: countOf(source, reading), happened: undefined }
  }
}

/** How many values are different says nothing of how many there were. */
function countOf({ called }: Source, { count }: Reading): number | undefined {
  return called === 'distinct' ? undefined : count
}

function quotientReader(numerator: Source, denominator: Source): Read {
  const left = new Reading()
  const right = new Reading()
  return (person, now) => {
    if (!numerator.read(person, now, left) || !denominator.read(person, now, right)) return NONE
    const divisor = doubleOf(denominator.called, right)
    const number = divisor === 0 ? NaN : doubleOf(numerator.called, left) / divisor
    const counts = [countOf(numerator, left), countOf(denominator, right)]
    return { value: Number.isNaN(number) ? undefined : number, count: counts[0] === undefined || counts[1] === undefined ? undefined : counts[0] + counts[1], happened: undefined }
  }
}

function favouriteReader({ events, path, halfLife }: FavouriteSubject, make: NodeMaker): Read {
  const node = make.favourite(new Scope(events, true), path, halfLife)
  return (person) => ({ ...NONE, value: node.read(person) })
}

function valueReader({ which, events, path }: EventValueSubject, make: NodeMaker): Read {
  const end = which === 'last' ? 1 : -1
  const { window } = events
  const isFixed = window.kind === 'all-time' || window.kind === 'absolute'
  assert(isFixed || end === 1, 'one event tells the value at any time')
  const node = make.keptValue(new Scope(events, isFixed), path, end)
  const range = isFixed ? undefined : make.range(window)
  return (person, now) => {
    const key = node.keyAt(person)
    if (key === -Infinity || (range !== undefined && (!range.set(person, now) || key < range.lo))) return NONE
    return { value: node.read(person), count: 1, happened: end * key }
  }
}
