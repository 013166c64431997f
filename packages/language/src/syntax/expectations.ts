// What the parser would have accepted at the end of a half-written text. The cursor notes every word, sign and name
// that is asked for there; completion offers them. So there is no second grammar that could fall behind.
import type { StepSyntax } from './tree.ts'

export type Wanted =
  | { readonly kind: 'word' | 'function' | 'unit' | 'symbol'; readonly text: string }
  /** The name of a trait, bare where possible or always `quoted`. */
  | { readonly kind: 'trait'; readonly quoted: boolean }
  | { readonly kind: 'event' | 'segment' | 'zone' | 'weekday' | 'duration' }
  /** A property of `event` below `path`; `first` where it begins a path of a filter, so that words of the language stand in quotes. */
  | { readonly kind: 'property'; readonly event: string; readonly path: readonly StepSyntax[]; readonly first: boolean }
  /** A value of the trait. */
  | { readonly kind: 'value'; readonly trait: string }

/** Where a path starts: at an event's properties, or at the elements of one of its lists. */
export interface Scope {
  readonly event: string
  readonly path: readonly StepSyntax[]
}
