// Rules and decisions about who is who: who tells intake, and where they enter the log. No rule lives here.
import { IdentityDecisions, IdentityReader, ProfileReader, ReviewQueue, RulePreviews, openRuleVersions, type IdentityPorts } from '@touchstone/profiles'
import type { Intake } from '@touchstone/intake'
import { RecordBatch } from '@touchstone/stream'
import { RecordKind, encodeControl, type IdentityControl } from '@touchstone/vocabulary'
import { ok } from '@touchstone/base'
import type { Stores } from './plugs.ts'

export async function plugIdentity({ registry, clock, engine, keyring, warehouse, feed, log }: Stores, intake: Intake): Promise<IdentityPorts> {
  const { hashIdentifier } = keyring
  const reader = new IdentityReader(engine.state)
  const appendControl = async (control: IdentityControl) => {
    const appended = await engine.log.append(RecordBatch.of(RecordKind.CONTROL, encodeControl(control)))
    return appended.ok ? ok({ position: appended.value.first }) : appended
  }
  const rules = await openRuleVersions({ statements: registry, clock, hashIdentifier, appendControl, useRules: (given) => intake.useIdentityRules(given), storedRules: () => reader.rules() })
  const decisions = new IdentityDecisions({ registry, clock, appendControl })
  await decisions.reconcile()
  if (rules.current.position === null) log({ level: 'error', event: 'profiles.rules-unwritten', version: rules.current.version })
  const previews = new RulePreviews({
    clock,
    runJob: (job, argument, onMessage) => warehouse.run(job, argument, onMessage),
    historyThrough: () => feed.through,
    standing: async () => ({ apart: reader.pairs(), links: await decisions.links() }),
  })
  return {
    rules, decisions, previews, reader, clock, hashIdentifier,
    review: new ReviewQueue(registry, decisions),
    profiles: new ProfileReader(engine.state, hashIdentifier),
    engineAt: () => engine.progress.position,
    attempt: (run) => registry.attempt(run),
  }
}
