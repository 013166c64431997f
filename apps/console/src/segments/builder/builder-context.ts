import { createContext } from 'react'
import type { Span, SyntaxNode } from '@touchstone/language'
import type { ListedSegment } from '../../api/segments.ts'
import type { Names } from './templates.ts'

/** What every part of the builder needs. */
export interface BuilderTools {
  /** Changes the tree; answers what is wrong when that cannot be, and then nothing has changed. */
  readonly change: (edit: (root: SyntaxNode) => SyntaxNode | undefined) => string | undefined
  readonly segments: readonly ListedSegment[]
  readonly names: Names
  /** Where the condition is wrong, and why. */
  readonly wrong: { readonly span: Span; readonly message: string } | undefined
}

export const BuilderContext = createContext<BuilderTools>({ change: () => undefined, segments: [], names: { events: [], traits: [], segments: [] }, wrong: undefined })
