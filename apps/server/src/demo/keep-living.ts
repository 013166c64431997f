// Lets the world go on while the server runs: a few times a second, what has happened since is sent.
import { MINUTE, SECOND, type Millis, type Result } from '@touchstone/base'
import { LivingWorld } from '@touchstone/demo'
import type { Intake } from '@touchstone/intake'
import type { DemoFile } from './demo-record.ts'
import { sendCalls } from './tell-past.ts'

const EVERY: Millis = 250
/** How often it is written down how far it has come. */
const NOTED_EVERY: Millis = 30 * SECOND
/** After a longer pause the world goes on from now: nothing happened while the server was away. */
const LONGEST_CATCH_UP: Millis = 10 * MINUTE

export interface Life {
  readonly file: DemoFile
  readonly intake: Pick<Intake, 'accept'>
  readonly now: () => Millis
  readonly onTrouble: (code: string, message: string) => void
}

/** Begins, and gives what ends it: resolves when nothing of it is under way any more. */
export function keepLiving({ file, intake, now, onTrouble }: Life): () => Promise<void> {
  const { seed, sources = {}, livedUntil = now() } = file.record
  const began = now()
  // In the pause before, at most: a restart within minutes goes on with the visits that were under way.
  const world = new LivingWorld(seed, began - livedUntil > LONGEST_CATCH_UP ? began : livedUntil)
  let notedAt = began
  let under: Promise<void> = Promise.resolve()
  let isBusy = false
  let isEnding = false

  const step = async (): Promise<void> => {
    const at = now()
    let sent: Result<void> = { ok: true, value: undefined }
    const calls = world.next(at)
    // A full log passes; what did not get in is told again, or is a duplicate.
    do {
      sent = calls.length === 0 ? sent : await sendCalls(intake, sources, calls, now())
      if (!sent.ok) {
        onTrouble(sent.failure.code, sent.failure.message)
        await new Promise((resolve) => setTimeout(resolve, SECOND))
      }
    } while (!sent.ok && !isEnding)
    if (sent.ok && at - notedAt >= NOTED_EVERY) note(at)
  }
  const note = (at: Millis): void => {
    file.change({ livedUntil: world.until })
    notedAt = at
  }
  const timer = setInterval(() => {
    if (isBusy) return
    isBusy = true
    under = step()
      .catch((error: unknown) => onTrouble('demo.defect', String(error)))
      .finally(() => (isBusy = false))
  }, EVERY)

  return async () => {
    isEnding = true
    clearInterval(timer)
    await under
    note(now())
  }
}
