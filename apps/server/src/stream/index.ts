import type { Operation } from '@touchstone/governance'
import { findMessage } from './find-message.ts'
import { getFigures } from './get-figures.ts'
import { inspectRecord } from './inspect-record.ts'
import type { StreamPorts } from './ports.ts'

/** What the stream can be asked. It is declared in the server because the log does not know what its records mean. */
export function streamOperations(ports: StreamPorts): Operation[] {
  return [getFigures(ports), inspectRecord(ports), findMessage(ports)]
}
