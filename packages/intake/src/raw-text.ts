// The text of an event as quarantine keeps it: any JSON value, however deep, written without recursion, with card
// numbers scrubbed and secrets replaced as in a fact, and cut at a limit.
import { fieldRule, isCodeField, needsLook, scrubCards } from '@touchstone/vocabulary'
import { SECRET_MARK } from './field-guard.ts'

export interface RawText {
  readonly text: string
  /** Whether the limit was met; the text is then no complete JSON. */
  readonly cut: boolean
}

interface Frame {
  readonly value: object
  /** The names of an object; `undefined` for a list. */
  readonly keys: readonly string[] | undefined
  /** The name that the values of a list go by. */
  readonly name: string
  next: number
}

export function rawText(value: unknown, limit: number): RawText {
  const parts: string[] = []
  let length = 0
  const stack: Frame[] = []
  const write = (text: string) => {
    parts.push(text)
    length += text.length
  }
  const open = (inner: unknown, name: string) => {
    // A little more than can be kept, so that a card at the edge is seen whole.
    if (typeof inner === 'string') return write(textOf(inner.slice(0, limit + 64), name))
    if (typeof inner !== 'object' || inner === null) return write(scalarText(inner, name))
    const keys = Array.isArray(inner) ? undefined : Object.keys(inner)
    write(keys === undefined ? '[' : '{')
    stack.push({ value: inner, keys, name, next: 0 })
  }
  open(value, '')
  while (stack.length > 0 && length <= limit) {
    const frame = stack[stack.length - 1]!
    const at = frame.next++
    const count = frame.keys?.length ?? (frame.value as unknown[]).length
    if (at === count) {
      write(frame.keys === undefined ? ']' : '}')
      stack.pop()
    } else if (frame.keys === undefined) {
      if (at > 0) write(',')
      open((frame.value as unknown[])[at], frame.name)
    } else {
      const key = frame.keys[at]!
      const inner = (frame.value as Record<string, unknown>)[key]
      write(`${at > 0 ? ',' : ''}${textOf(key.slice(0, limit + 64), '')}:`)
      const isId = key === 'id' && frame.name === 'externalIds'
      open(isSecret(key, inner) ? SECRET_MARK : inner, isId ? 'userId' : key)
    }
  }
  if (length <= limit) return { text: parts.join(''), cut: false }
  return { text: parts.join('').slice(0, limit).toWellFormed(), cut: true }
}

/** A push token under `device` is only personal, and the whole text is going to be sealed; better one too many than one too few. */
function isSecret(key: string, value: unknown): boolean {
  return typeof value !== 'boolean' && value !== null && fieldRule(key)?.class === 'secret'
}

function textOf(value: string, name: string): string {
  if (!needsLook(value)) return JSON.stringify(value)
  const text = value.toWellFormed()
  return JSON.stringify(isCodeField(name) || fieldRule(name)?.derives === 'phone' ? text : scrubCards(text))
}

function scalarText(value: unknown, name: string): string {
  // JSON has no infinity; this is what it was read from, and what it is read as again.
  if (typeof value === 'number' && !Number.isFinite(value)) return value > 0 ? '1e999' : '-1e999'
  const text = value === undefined ? 'null' : JSON.stringify(value)
  const scrubbed = typeof value === 'number' && fieldRule(name)?.class === 'payment' ? scrubCards(text) : text
  return scrubbed === text ? text : JSON.stringify(scrubbed)
}
