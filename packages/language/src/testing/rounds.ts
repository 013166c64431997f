// Generated cases for as long as one likes: round after round, each with a seed of its own, which is told before it begins.
// So also a round that never ends can be run again, and a long night does not hang on one state of one generator.
import type { Millis } from '@touchstone/base'

/** What `npm run long -- --minutes … --seed …` said. */
export interface LongRun {
  /** For all tests of one file. */
  readonly seconds: number
  readonly seed: number
  /** One round only: somebody wants to see it again. */
  readonly isRepeated: boolean
}

/** Whether a run of fast-check that failed met something; one that ran out of time before its first case is over did not. */
export function metSomething({ failed, interrupted, counterexample }: { readonly failed: boolean; readonly interrupted: boolean; readonly counterexample: unknown }): boolean {
  return failed && !(interrupted && counterexample === null)
}

const MINUTES = 10
const ROUND_SECONDS = 30

/** `otherwise`: what the first seed is made of where none was given. */
export function longRun(environment: Readonly<Record<string, string | undefined>>, otherwise: number): LongRun {
  const seed = environment['TOUCHSTONE_SEED']
  return { seconds: 60 * Number(environment['TOUCHSTONE_MINUTES'] ?? MINUTES), seed: Number(seed ?? Math.floor(otherwise) % 1_000_000_000), isRepeated: seed !== undefined }
}

/** `share`: which part of the time of the file is for these rounds. Answers how many there were. */
export async function inRounds(
  { seconds, seed, isRepeated }: LongRun,
  tell: (line: string) => void,
  now: () => Millis,
  round: (seed: number, seconds: number) => unknown,
  share = 1,
): Promise<number> {
  const end = now() + seconds * share * 1_000
  let rounds = 0
  do {
    const left = (end - now()) / 1_000
    tell(`round ${rounds + 1}: seed ${seed + rounds}`)
    await round(seed + rounds, Math.min(ROUND_SECONDS, left))
    rounds++
  } while (!isRepeated && now() < end)
  return rounds
}
