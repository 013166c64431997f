// A stretch of a person's time, from `from` to asOf, as a list of changes: at an instant, a number (of events in a window,
// of their millionths, whether a trait passes a test) goes up or down. Each number is a track. All changes are sorted into
// one list, and a running sum over those of a track gives its value after each; what changed before the stretch is moved
// to its beginning. So a number that went up and down n times costs n log n, whatever the window, and an expression over
// the tracks gives the condition's value at every instant at which it could change.
//
// Where several changes fall on one instant only the state after the last of them ever was.
import type { Millis } from '@touchstone/base'
import { LAST_OF_ALL } from './logic.ts'
import type { Question } from './question.ts'

interface Extreme {
  readonly name: string
  readonly called: 'min' | 'max'
  readonly values: string
  readonly come: string
  readonly gone: string | undefined
}

export class Timeline {
  readonly #question: Question
  readonly #from: string
  readonly #tracks = new Map<string, string>()
  readonly #lists: string[] = []
  readonly #extremes = new Map<string, Extreme>()
  readonly #inputs = new Set<string>()

  constructor(question: Question, duration: Millis) {
    this.#question = question
    this.#from = question.parameters.instant(question.asOf - duration)
  }

  /**
   * The name of the running sum of the changes of a list, in the expression that `values` takes. `list` is the expression
   * of an array of (instant, change) from `inputs`.
   */
  track(inputs: readonly string[], list: string): string {
    const known = this.#tracks.get(list)
    if (known !== undefined) return known
    const number = this.#tracks.size + 1
    const name = `v${number}`
    this.#tracks.set(list, name)
    this.#lists.push(`arrayMap(c -> (c.1, toUInt16(${number}), toInt128(c.2)), ${list})`)
    for (const input of inputs) this.#inputs.add(input)
    return name
  }

  /**
   * The name of the extreme, by the aggregate function `called`, of those of `values` (an expression from `input`) that are
   * in at an instant: in the order in which they come and go, `come` and `gone` being tracks of how many did.
   */
  extreme(called: 'min' | 'max', input: string, values: string, come: string, gone: string | undefined): string {
    const key = JSON.stringify([called, values, come, gone])
    const known = this.#extremes.get(key)
    if (known !== undefined) return known.name
    const name = `w${this.#extremes.size + 1}`
    this.#extremes.set(key, { name, called, values, come, gone })
    this.#inputs.add(input)
    return name
  }

  /**
   * The column with the values of an expression over the tracks, 0 or 1, at each instant at which it can change, from the
   * beginning of the stretch on. With `firstFact`, the column of the person's first fact, it is 0 before that.
   */
  values(expression: string, firstFact: string | undefined): string {
    const { columns, asOf, parameters } = this.#question
    const inputs = [...this.#inputs, ...(firstFact === undefined ? [] : [firstFact])]
    const marks = [`(${this.#from}, toUInt16(0), toInt128(0))`, ...(firstFact === undefined ? [] : [`(${firstFact}, toUInt16(0), toInt128(0))`])]
    const changes = `arrayFilter(c -> c.1 <= ${parameters.instant(asOf)}, arrayConcat([${marks.join(', ')}]${this.#lists.map((list) => `, ${list}`).join('')}))`
    const sorted = columns.derive(inputs, `arraySort(c -> c.1, arrayMap(c -> (greatest(c.1, ${this.#from}), c.2, c.3), ${changes}))`)
    const names = [...this.#tracks.values()]
    const sum = (name: string): string => `arrayCumSum(c -> if(c.2 = ${names.indexOf(name) + 1}, c.3, toInt128(0)), ${sorted})`
    const extremes = [...this.#extremes.values()]
    const ranges = ({ come, gone }: Extreme): string =>
      gone === undefined ? `arrayMap(i -> (toInt64(1), toUInt64(i)), ${sum(come)})` : `arrayMap((i, o) -> (toInt64(o) + 1, toUInt64(i - o)), ${sum(come)}, ${sum(gone)})`
    const lists = [`${sorted}.1`, ...names.map(sum), ...extremes.map((extreme) => `arrayReduceInRanges('${extreme.called}', ${ranges(extreme)}, ${extreme.values})`)]
    const parameterList = ['s', ...names, ...extremes.map(({ name }) => name)].join(', ')
    const isTrue = firstFact === undefined ? expression : `(${expression} AND s >= ${firstFact})`
    const all = columns.derive([sorted, ...inputs], `arrayMap((${parameterList}) -> toUInt8(${isTrue}), ${lists.join(', ')})`)
    const isLast = `arrayMap((s, n) -> s != n, ${sorted}.1, arrayPopFront(arrayPushBack(${sorted}.1, ${LAST_OF_ALL})))`
    return columns.derive([all, sorted], `arrayFilter((v, l) -> l, ${all}, ${isLast})`)
  }
}

/** The list of (instant, change) that goes up by `amount` at `enter` and down again at `leave`, for each entry `x` of `array`. */
export function risesAndFalls(array: string, enter: string, leave: string | undefined, amount: string): string {
  const up = `(${enter}, toInt128(${amount}))`
  if (leave === undefined) return `arrayMap(x -> ${up}, ${array})`
  return `arrayFlatten(arrayMap(x -> [${up}, (${leave}, -toInt128(${amount}))], ${array}))`
}

/** The array moved on by one: at each place what is before it in `array`, and `none` before the first. */
export function withBefore(array: string, none: string): string {
  return `arrayPopBack(arrayPushFront(${array}, ${none}))`
}
