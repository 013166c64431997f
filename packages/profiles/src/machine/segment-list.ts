import type { GuardTrait } from './guard.ts'
import type { LiveSegment } from './live-segment.ts'

/** Segments by the value of one trait that guards them. */
export interface Guarded {
  readonly trait: GuardTrait
  /** By the number of the value. */
  readonly byValue: (SegmentList | undefined)[]
}

/**
 * Segments that listen to one thing, as a tree of their guards: those without a guard, and those that only people with a
 * certain value of a trait need to be looked at for, which are such a list again, by their next guard.
 */
export class SegmentList {
  readonly unguarded: LiveSegment[] = []
  readonly guarded: Guarded[] = []
  #size = 0
  /** Marks that it is among the lists to go through. */
  mark = 0

  get isEmpty(): boolean {
    return this.#size === 0
  }

  /** `depth`: guards that the lists around this one have looked at. */
  add(segment: LiveSegment, depth = 0): void {
    this.#size++
    const guard = segment.guards[depth]
    if (guard === undefined) {
      this.unguarded.push(segment)
      return
    }
    let guarded = this.guarded.find((one) => one.trait === guard.trait)
    if (guarded === undefined) this.guarded.push((guarded = { trait: guard.trait, byValue: [] }))
    // Without holes, which would make it a dictionary.
    for (const value of guard.values) {
      while (guarded.byValue.length <= value) guarded.byValue.push(undefined)
      const list = (guarded.byValue[value] ??= new SegmentList())
      list.add(segment, depth + 1)
    }
  }

  remove(segment: LiveSegment, depth = 0): void {
    this.#size--
    const guard = segment.guards[depth]
    if (guard === undefined) {
      this.unguarded.splice(this.unguarded.indexOf(segment), 1)
      return
    }
    const place = this.guarded.findIndex((one) => one.trait === guard.trait)
    const { byValue } = this.guarded[place]!
    for (const value of guard.values) {
      const list = byValue[value]!
      list.remove(segment, depth + 1)
      if (list.isEmpty) byValue[value] = undefined
    }
    if (byValue.every((list) => list === undefined)) this.guarded.splice(place, 1)
  }
}
