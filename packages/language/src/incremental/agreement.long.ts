// What agreement.test.ts does in seconds, for as long as one likes (`npm run long -- --minutes 60 agreement`).
import { describe, it } from 'node:test'
import { type AgreementOptions, agreementRun, assertMet } from '../testing/agreement.ts'
import { LEAF_KINDS } from '../testing/generators.ts'
import { KINDS } from '../testing/kinds.ts'
import { inRounds, longRun } from '../testing/rounds.ts'

const settings = longRun(process.env, Date.now())
const PAST = LEAF_KINDS.filter((kind) => kind === 'held' || kind === 'moved')
const BUSY = LEAF_KINDS.filter((kind) => kind !== 'held' && kind !== 'moved')

async function rounds(share: number, options: Omit<AgreementOptions, 'runs'>): Promise<ReadonlyMap<string, number>> {
  const met = new Map<string, number>()
  await inRounds(settings, console.log, Date.now, (seed, seconds) => {
    const report = agreementRun({ ...options, runs: 1_000_000_000, seed, seconds })
    for (const [kind, count] of report.met) met.set(kind, (met.get(kind) ?? 0) + count)
  }, share)
  return met
}

describe('incremental values are the oracle\'s, for long', () => {
  for (const kind of LEAF_KINDS) it(`of ${kind}`, async () => void (await rounds(0.4 / LEAF_KINDS.length, { kinds: [kind] })))

  it('of people with long histories', async () => {
    await rounds(0.15, { kinds: BUSY, burst: 150 })
    await rounds(0.05, { kinds: PAST, burst: 5 })
  })

  it('of everything together', async () => {
    const met = await rounds(0.4, {})
    if (!settings.isRepeated) assertMet({ met }, KINDS)
  })
})
