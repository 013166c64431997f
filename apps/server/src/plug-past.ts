// Sealing the past of a field again: governance decides and keeps the values, the warehouse's child changes history. No rule lives here.
import { randomUUID } from 'node:crypto'
import { Reseals, type LeftInTheClear, type Vault } from '@touchstone/governance'
import { RESEAL_CHECK_JOB, RESEAL_JOB, RESEAL_KEPT_JOB, type KeptArgument, type ResealArgument, type ResealMessage } from '@touchstone/profiles'
import type { Result } from '@touchstone/base'
import type { Fields } from './plug-fields.ts'
import type { Stores } from './plugs.ts'

export async function plugPast({ registry, clock, warehouse, feed, log }: Stores, vault: Vault, fields: Fields, started: (() => Promise<unknown> | unknown)[]): Promise<Reseals> {
  const reseals = new Reseals({
    statements: registry, clock, vault,
    attempt: (run) => registry.attempt(run),
    onTrouble: (code, message) => log({ level: 'warn', event: 'governance.reseal', code, message }),
    past: {
      historyThrough: () => feed.through,
      seal({ place, name, class: given, position, through }, keep, done) {
        const argument: ResealArgument = { place, name, class: given, before: position, after: through, run: randomUUID() }
        let unkept: Result<void> | undefined
        return warehouse.run(RESEAL_JOB, argument, async (posted) => {
          const message = posted as ResealMessage
          if (message.kind === 'keep') await warehouse.run(RESEAL_KEPT_JOB, { run: message.run, chunk: message.chunk, isKept: unkept === undefined } satisfies KeptArgument)
          else if (message.kind === 'values') {
            const kept = await registry.attempt(() => keep(message.facts))
            if (!kept.ok) unkept = kept
          } else await registry.attempt(() => done(message.position, message.facts))
        })
      },
      count: ({ place, name, class: given, position }) =>
        warehouse.run(RESEAL_CHECK_JOB, { place, name, class: given, before: position, after: 0, run: '' } satisfies ResealArgument) as Promise<Result<LeftInTheClear>>,
    },
  })
  started.push(() => reseals.stop())
  await reseals.expect(fields.definitions.list())
  return reseals
}
