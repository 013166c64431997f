import { appendFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { fail, ok } from '@touchstone/base'
import type { Millis, Result } from '@touchstone/base'

// A text file: a first line that says what is being replayed, then one line per acknowledged request with its groups.
// It is written after the acknowledgement, so a crash in between sends those groups once more under the same messageIds,
// which the server takes for the same facts. A last line that was cut off in the middle is thrown away.

/** What must be the same for a checkpoint to be continued. */
export interface ReplayIdentity {
  readonly mapping: string
  /** Of the mapping's text: another mapping makes other facts. */
  readonly mappingHash: string
  readonly file: string
  readonly fileBytes: number
  readonly address: string
  readonly shiftToNow: boolean
}

export interface Checkpoint {
  readonly done: ReadonlySet<string>
  /** The shift that the first run chose; the same for ever, or a resumed half would lie at other times. */
  readonly shift: Millis
  acknowledge(keys: readonly string[]): void
}

/** Begins or continues a checkpoint file. Fails with `replay.checkpoint-mismatch` when it belongs to another replay. */
export function openCheckpoint(file: string, identity: ReplayIdentity, shift: Millis): Result<Checkpoint> {
  const done = new Set<string>()
  const acknowledge = (keys: readonly string[]): void => {
    appendFileSync(file, `${JSON.stringify(keys)}\n`)
    for (const key of keys) done.add(key)
  }
  try {
    if (!existsSync(file) || readFileSync(file, 'utf8').trim() === '') {
      writeFileSync(file, `${JSON.stringify({ replay: identity, shift })}\n`)
      return ok({ done, shift, acknowledge })
    }
    const text = readFileSync(file, 'utf8')
    const whole = text.slice(0, text.lastIndexOf('\n') + 1)
    if (whole.length < text.length) truncateSync(file, Buffer.byteLength(whole))
    const [head, ...lines] = whole.split('\n').filter((line) => line !== '')
    const first = JSON.parse(head ?? 'null') as { replay?: ReplayIdentity; shift?: unknown } | null
    const different = Object.entries(identity).filter(([part, value]) => first?.replay?.[part as keyof ReplayIdentity] !== value)
    if (typeof first?.shift !== 'number' || different.length > 0) {
      const parts = different.map(([part, value]) => `${part} was ${JSON.stringify(first?.replay?.[part as keyof ReplayIdentity])} and is ${JSON.stringify(value)}`)
      return fail('replay.checkpoint-mismatch', `${file} belongs to another replay: ${parts.join(', ')}; name another file, or delete it to begin again`)
    }
    for (const line of lines) for (const key of JSON.parse(line) as string[]) done.add(key)
    return ok({ done, shift: first.shift, acknowledge })
  } catch (error) {
    return fail('replay.checkpoint-unreadable', `cannot use ${file} as a checkpoint: ${(error as Error).message}`)
  }
}
