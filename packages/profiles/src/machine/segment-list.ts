import type { GuardTrait } from './guard.ts'
import type { LiveSegment } from './live-segment.ts'

/** Segments by the first guard's value. */
export interface Guarded {
  readonly trait: GuardTrait
  /** By the number of the value. */
  readonly byValue: (LiveSegment[] | undefined)[]
}

/** Segments that listen to one thing: those without a guard, and those that only some people need to be looked at for. */
export class SegmentList {
  readonly unguarded: LiveSegment[] = []
  readonly guarded: Guarded[] = []
  #size = 0
  /** Marks that it is among the lists to go through. */
  mark = 0

  get isEmpty(): boolean {
    return this.#size === 0
  }

  add(segment: LiveSegment): void {
    this.#size++
    const [guard] = segment.guards
    if (guard === undefined) {
      this.unguarded.push(segment)
      return
    }
    let guarded = this.guarded.find((one) => one.trait === guard.trait)
    if (guarded === undefined) this.guarded.push((guarded = { trait: guard.trait, byValue: [] }))
    // Without holes, which would make it a dictionary.
    for (const value of guard.values) {
      while (guarded.byValue.length <= value) guarded.byValue.push(undefined)
      const list = guarded.byValue[value]
      if (list === undefined) guarded.byValue[value] = [segment]
      else list.push(segment)
    }
  }

  remove(segment: LiveSegment): void {
    this.#size--
    const [guard] = segment.guards
    if (guard === undefined) {
      this.unguarded.splice(this.unguarded.indexOf(segment), 1)
      return
    }
    const place = this.guarded.findIndex((one) => one.trait === guard.trait)
    const { byValue } = this.guarded[place]!
    for (const value of guard.values) {
      const list = byValue[value]!
      if (list.length === 1) byValue[value] = undefined
      else list.splice(list.indexOf(segment), 1)
    }
    if (byValue.every((list) => list === undefined)) this.guarded.splice(place, 1)
  }
}
