// Amendments of the past: who reads the state, who builds people again, who takes their images. No rule lives here.
import { randomUUID } from 'node:crypto'
import { ok } from '@touchstone/base'
import { AmendmentRunner, AmendmentState, type AmendmentParts, type ProfilePorts } from '@touchstone/profiles'
import { RecordBatch } from '@touchstone/stream'
import { RecordKind, encodeControl, type AmendmentControl } from '@touchstone/vocabulary'
import type { Stores } from './plugs.ts'

export function plugAmendments({ engine, warehouse, feed, keyring, log }: Stores, { profiles, queryHistory, segmentNames }: ProfilePorts, started: (() => Promise<unknown> | unknown)[]): AmendmentParts {
  const append = async (kind: RecordKind, payload: Uint8Array) => {
    const appended = await engine.log.append(RecordBatch.of(kind, payload))
    return appended.ok ? ok({ position: appended.value.first }) : appended
  }
  const appendControl = (control: AmendmentControl) => append(RecordKind.CONTROL, encodeControl(control))
  const state = new AmendmentState(engine.state)
  const runner = new AmendmentRunner({
    state, appendControl,
    appendImages: (payload) => append(RecordKind.IMAGES, payload),
    enginePosition: () => engine.progress.position,
    historyThrough: () => feed.through,
    queryHistory: (sql, parameters, limits) => warehouse.query(sql, parameters, limits),
    runJob: (job, argument, onMessage) => warehouse.run(job, argument, (message) => onMessage(message)),
    onTrouble: (code, message) => log({ level: 'warn', event: 'profiles.amendment-trouble', code, message }),
  })
  runner.start()
  started.push(() => runner.stop())
  return {
    state, runner, appendControl, profiles, queryHistory, segmentNames,
    hashIdentifier: keyring.hashIdentifier,
    engineAt: () => ({ position: engine.progress.position, time: engine.progress.time }),
    newId: () => `am_${randomUUID().replaceAll('-', '').slice(0, 20)}`,
  }
}
