import type { Clock } from '@touchstone/base'

/** Everything a command may touch of the process it runs in, so that tests can run commands in their own. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly clock: Clock
  /** Writes to the standard output: the answer and nothing else. */
  out(text: string): void
  /** Writes bytes to the standard output, no faster than they are taken. */
  pour(chunks: AsyncIterable<Uint8Array>): Promise<void>
  /** Writes to the standard error: progress, notes, failures. */
  err(text: string): void
  /** Whether a person watches the standard error, so that a line may be written over. */
  readonly live: boolean
  /** Ends when the person presses Ctrl-C. */
  readonly signal: AbortSignal
}

/**
 * Text from outside as it may be shown: control characters, which could move the cursor or change colours, are replaced.
 * Event names and the like come from anybody who has a write key.
 */
export function printable(text: string): string {
  return text.replaceAll(/\p{C}/gu, '·')
}

/** JSON for a terminal. JSON escapes the first control characters itself; this escapes the others. */
export function printableJson(value: unknown, indent?: number): string {
  return (JSON.stringify(value, null, indent) ?? 'null').replaceAll(/[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
