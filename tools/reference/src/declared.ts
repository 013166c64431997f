import type { Operation } from '@touchstone/governance'
import type { EventStream } from '../../../apps/server/src/http/event-stream.ts'
import { liveStream } from '../../../apps/server/src/http/live.ts'
import { tailStream } from '../../../apps/server/src/http/tail.ts'
import { throwingPorts } from './throwing-ports.ts'

/** Everything this release can do, listed without starting anything. */
export async function declared(): Promise<{ readonly operations: readonly Operation[]; readonly streams: readonly EventStream[] }> {
  const module = (await import(new URL('../../../apps/server/src/operations.ts', import.meta.url).href)) as { operations(ports: unknown): readonly Operation[] }
  return { operations: module.operations(throwingPorts()), streams: [tailStream(throwingPorts()), liveStream(throwingPorts())] }
}
