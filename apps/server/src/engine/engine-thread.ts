// The partition's thread: nothing here but the loop, so that neither HTTP nor a query can delay it.
import { parentPort, workerData } from 'node:worker_threads'
import { assert } from '@touchstone/base'
import { SystemClock } from '@touchstone/base/node'
import { PROFILE_TABLES, PersonMachine } from '@touchstone/profiles'
import { LOOP_TABLES, PartitionLoop, directoryDisk, openFileReader, openLmdbStore, type LoopProgress } from '@touchstone/stream'
import type { EngineSettings, FromEngine, ToEngine } from './messages.ts'

assert(parentPort !== null, 'the engine runs in a worker thread')
const port = parentPort
const settings = workerData as EngineSettings
const send = (message: FromEngine): void => port.postMessage(message)

const state = openLmdbStore({ directory: settings.stateDirectory, tables: [...LOOP_TABLES, ...PROFILE_TABLES] })
let latest: LoopProgress | undefined
let posted = false

const loop = new PartitionLoop({
  reader: openFileReader(directoryDisk(settings.logDirectory)),
  state,
  machine: new PersonMachine({ cacheBytes: settings.peopleCacheBytes }),
  clock: new SystemClock(),
  requestTick: () => send({ tick: true }),
  onCommit(progress) {
    latest = progress
    if (posted) return
    posted = true
    // Several commits of one turn make one message.
    setImmediate(() => {
      posted = false
      send({ progress: latest! })
    })
  },
  onFailure: (error, position) => send({ failed: { message: error.stack ?? error.message, position } }),
})

port.on('message', (message: ToEngine) => {
  if ('durable' in message) loop.advance(message.durable)
  else if ('trimOutbox' in message) loop.trimOutbox(message.trimOutbox)
  else void stop()
})

/** The only sync of the state: after a power cut it is built again from the log, so syncing on the way buys nothing. */
async function stop(): Promise<void> {
  loop.stop()
  await state.sync()
  await state.close()
  send({ stopped: true })
  port.close()
}

send({ ready: loop.progress })
