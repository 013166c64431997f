// What other rooms and other backends use to test against the stream: a disk that forgets what was not synced, and the
// contract suites that every log and every state store must pass.
export { FaultyDisk } from './testing/faulty-disk.ts'
export { logContract } from './testing/log-contract.ts'
export { stateContract } from './testing/state-contract.ts'
export { MemoryState } from './state/memory-state.ts'
export { MachineDriver } from './testing/machine-driver.ts'
