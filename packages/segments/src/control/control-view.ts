// What is said about the control group of one segment.
import { ok, type Millis, type Result } from '@touchstone/base'
import type { LiveVersion } from '../live-state.ts'
import type { SegmentPorts } from '../ports.ts'
import type { SegmentView } from '../view.ts'
import { ControlCounter } from './control-group.ts'

export interface ControlView {
  /** null while it cannot be counted. */
  readonly members: number | null
  readonly treated: number | null
  /** Every share it had, oldest first. */
  readonly shares: { since: Millis; percent: number }[]
}

export class ControlGroups {
  readonly #ports: SegmentPorts
  readonly #counter: ControlCounter

  constructor(ports: SegmentPorts) {
    this.#ports = ports
    this.#counter = new ControlCounter(ports)
  }

  /** Members of the version in the control group; null where the warehouse is away. */
  async count(version: Pick<LiveVersion, 'id' | 'position'>, share: number): Promise<number | null> {
    if (share === 0) return 0
    const counted = await this.#counter.count(version, share)
    return counted.ok ? counted.value : null
  }

  async view({ id, position, size, controlShare }: SegmentView): Promise<Result<ControlView>> {
    const shares = await this.#ports.store.controlShares.read(id)
    if (!shares.ok) return shares
    const members = position === null ? 0 : await this.count({ id, position }, Math.round(controlShare * 100))
    return ok({
      members,
      // The count may be a moment older than the size.
      treated: members === null ? null : Math.max(0, size - members),
      shares: shares.value.map(({ since, share }) => ({ since, percent: share / 100 })),
    })
  }
}
