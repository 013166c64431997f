// From the registry to the log: what staff decided about versions becomes control records. The registry comes first; what
// a crash left between the two is appended again, and the engine ignores what it has met.
//
// The position of a version is what the engine says: of a definition that was appended twice, the first one counts.
import { setTimeout as sleep } from 'node:timers/promises'
import { ok, type Result } from '@touchstone/base'
import type { SegmentDefinition, SegmentVersion } from '../model.ts'
import type { SegmentPorts } from '../ports.ts'

/** How long an answer waits for the engine to meet what was just appended, so that it shows what came of it. */
const ANSWER_WITHIN = 200
const LOOK_EVERY = 5

/** What `stream` promises to have kept nothing of. */
const NOTHING_KEPT = 'stream.full'

type Ports = Pick<SegmentPorts, 'store' | 'states' | 'appendControl' | 'engineProgress'>

export class VersionLog {
  readonly #ports: Ports
  /** Versions (`id@version`) whose position the registry has. */
  readonly #placed = new Set<string>()
  /** Versions (`id@version`) that wait for a cut-over. */
  readonly #manual = new Set<string>()
  /** Positions that were told to go since this process started. */
  readonly #toldToGo = new Set<number>()

  constructor(ports: Ports) {
    this.#ports = ports
  }

  /** What the registry had when this process started. */
  remember({ id, versions }: SegmentDefinition): void {
    for (const { version, position, cutOver } of versions) {
      if (position !== null) this.#placed.add(`${id}@${version}`)
      if (cutOver === 'manual') this.#manual.add(`${id}@${version}`)
    }
  }

  isManual({ id, version }: { readonly id: string; readonly version: number }): boolean {
    return this.#manual.has(`${id}@${version}`)
  }

  wasToldToGo(position: number): boolean {
    return this.#toldToGo.has(position)
  }

  /** Puts a version into the log and waits a moment for the engine. `undo` is run when surely nothing was kept. */
  async define(id: string, version: Pick<SegmentVersion, 'version' | 'expanded' | 'cutOver'>, undo: () => Promise<unknown>): Promise<Result<void>> {
    const appended = await this.#append(id, version)
    if (!appended.ok) {
      if (appended.failure.code === NOTHING_KEPT) await undo()
      return appended
    }
    this.#placed.add(`${id}@${version.version}`)
    const placed = await this.#ports.store.setPosition(id, version.version, appended.value.position)
    await this.met(appended.value.position)
    return placed
  }

  /** Puts the versions into the log that may not be there. Their positions are noted once the engine says them. */
  async defineMissing({ id, versions }: SegmentDefinition): Promise<Result<void>> {
    for (const one of versions) {
      if (one.state !== 'pending' || this.#placed.has(`${id}@${one.version}`)) continue
      const appended = await this.#append(id, one)
      if (!appended.ok) return appended
    }
    return ok(undefined)
  }

  /** Notes the positions of versions that the engine has met. */
  async place(): Promise<Result<void>> {
    for (const { id, version, position } of this.#ports.states.liveSegments()) {
      if (this.#placed.has(`${id}@${version}`)) continue
      const placed = await this.#ports.store.setPosition(id, version, position)
      if (!placed.ok) return placed
      // The engine may meet a definition only after its segment was archived: then it is told so now.
      const definition = await this.#ports.store.get(id)
      if (!definition.ok) return definition
      if (typeof definition.value?.archivedAt === 'number') {
        const gone = await this.archive({ id, version, position })
        if (!gone.ok) return gone
      }
      this.#placed.add(`${id}@${version}`)
    }
    return ok(undefined)
  }

  async archive({ id, version, position }: { readonly id: string; readonly version: number; readonly position: number }): Promise<Result<void>> {
    const appended = await this.#ports.appendControl({ control: 'segment.archive', segment: position })
    if (!appended.ok) return appended
    this.#toldToGo.add(position)
    return this.#ports.store.archiveVersion(id, version)
  }

  /** `undo` as in `define`. */
  async archiveAll({ id, versions }: SegmentDefinition, undo?: () => Promise<unknown>): Promise<Result<void>> {
    const alive = this.#ports.states.liveSegments().filter((one) => one.id === id)
    for (const one of versions) {
      const position = alive.find(({ version }) => version === one.version)?.position ?? one.position
      if (position === null || one.state === 'archived') continue
      const gone = await this.archive({ id, version: one.version, position })
      if (gone.ok) continue
      if (gone.failure.code === NOTHING_KEPT) await undo?.()
      return gone
    }
    await this.met(this.#ports.engineProgress().log.position)
    return ok(undefined)
  }

  /** `undo` as in `define`. */
  async cutOver(position: number, undo?: () => Promise<unknown>): Promise<Result<void>> {
    const appended = await this.#ports.appendControl({ control: 'segment.cut-over', segment: position })
    if (appended.ok) await this.met(appended.value.position)
    else if (appended.failure.code === NOTHING_KEPT) await undo?.()
    return appended.ok ? ok(undefined) : appended
  }

  /** Waits a moment until the engine has met the record at `position`. */
  async met(position: number): Promise<void> {
    for (let waited = 0; waited < ANSWER_WITHIN && this.#ports.engineProgress().engine.position < position; waited += LOOK_EVERY) await sleep(LOOK_EVERY)
  }

  #append(id: string, { version, expanded, cutOver }: Pick<SegmentVersion, 'version' | 'expanded' | 'cutOver'>): ReturnType<Ports['appendControl']> {
    if (cutOver === 'manual') this.#manual.add(`${id}@${version}`)
    return this.#ports.appendControl({ control: 'segment.define', id, version, where: expanded, ...(cutOver === 'manual' ? { shadow: true } : {}) })
  }
}
