import { ok } from '@touchstone/base'
import { operation, s, type Operation } from '@touchstone/governance'
import { figures, figuresExample } from './figures-shape.ts'
import type { StreamPorts } from './ports.ts'

export const getFigures = ({ figures: system }: StreamPorts): Operation =>
  operation({
    name: 'stream.get-figures',
    method: 'GET',
    path: 'stream/state',
    summary: 'The state of the system in figures, now',
    description: 'The same that stream.live tells about once a second to whoever asks it for `system`.',
    input: s.object({}),
    output: figures,
    permission: 'stream:read',
    audit: 'read the figures of the system',
    example: { input: {}, output: figuresExample },
    handler: async () => ok(await system.once()),
  })
