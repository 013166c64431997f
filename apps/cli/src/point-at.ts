import { printable } from './terminal.ts'

/** Columns of a line that are shown; of a longer one, those around the place. */
const WIDTH = 100
const MARGIN = 30

interface Span {
  readonly start: number
  readonly end: number
}

/**
 * The line of a condition that was refused, with marks below the place; empty where the failure has none. Conditions are
 * called `where` in every operation; places are UTF-16 units of their text.
 */
export function pointAt(input: object, details: unknown): string {
  const text = 'where' in input ? input.where : undefined
  const span = spanOf(details)
  if (typeof text !== 'string' || span === undefined || span.start > text.length) return ''
  const lineStart = text.lastIndexOf('\n', span.start - 1) + 1
  const lineEnd = text.indexOf('\n', span.start)
  const line = text.slice(lineStart, lineEnd === -1 ? undefined : lineEnd)
  const column = span.start - lineStart
  const from = line.length <= WIDTH ? 0 : Math.max(0, column - MARGIN)
  const shown = line.slice(from, from + WIDTH)
  const marks = Math.max(1, Math.min(span.end - span.start, shown.length - (column - from)))
  // Wide characters and marks on letters stand where they stand: the blanks below are counted in characters.
  const before = [...printable(shown.slice(0, column - from))].length
  return `  ${from > 0 ? '…' : ''}${printable(shown)}${from + WIDTH < line.length ? '…' : ''}\n  ${' '.repeat(before + (from > 0 ? 1 : 0))}${'^'.repeat(marks)}\n`
}

function spanOf(details: unknown): Span | undefined {
  const span = typeof details === 'object' && details !== null && 'span' in details ? details.span : undefined
  if (typeof span !== 'object' || span === null || !('start' in span) || !('end' in span)) return undefined
  return typeof span.start === 'number' && typeof span.end === 'number' ? { start: span.start, end: span.end } : undefined
}
