// One answer about a computed trait, put together from what staff defined and what the engine made of it.
import type { Millis } from '@touchstone/base'
import { parseStoredExpression, readExpression, type Cost } from '@touchstone/language'
import type { LiveVersion } from '../live-state.ts'
import type { SegmentDefinition, SegmentVersion } from '../model.ts'
import type { SegmentPorts } from '../ports.ts'
import { createProgress, freshnessOf, shownVersion, type Freshness, type SegmentState } from '../view.ts'

/** What its values are. */
export type TraitType = 'number' | 'value'

export interface TraitVersionView {
  readonly version: number
  readonly expression: string
  readonly state: SegmentState
  readonly progress: number
  readonly reason: string
  readonly createdAt: Millis
}

export interface TraitView {
  readonly name: string
  readonly description: string
  readonly expression: string
  /** The expression in plain English. */
  readonly reading: string
  readonly type: TraitType
  readonly version: number
  readonly position: number | null
  readonly state: SegmentState
  readonly progress: number
  readonly cost: Cost
  readonly freshness: Freshness
  readonly createdAt: Millis
  readonly archivedAt: Millis | null
  /** Newest first. */
  readonly versions: TraitVersionView[]
  /** Names of what has it in its condition or expression. */
  readonly usedBy: { readonly segments: { readonly id: string; readonly name: string }[]; readonly traits: string[] }
}

export interface TraitUsers {
  readonly segments: readonly SegmentDefinition[]
  readonly traits: readonly SegmentDefinition[]
}

type ViewPorts = Pick<SegmentPorts, 'states' | 'engineProgress' | 'backfillProgress'>

/** `ports.states` are those of computed traits. */
export function traitView(ports: ViewPorts, definition: SegmentDefinition, users: TraitUsers): TraitView {
  const { id, description, createdAt, archivedAt, versions } = definition
  const alive = ports.states.liveSegments().filter((one) => one.id === id)
  const reported = alive.find(({ role }) => role === 'reported')
  const shown = shownVersion(definition, reported?.version)
  const progressOf = createProgress(ports)
  const { type, reading, cost } = told(shown)
  return {
    name: id, description, createdAt, archivedAt, type, reading, cost,
    expression: shown.where,
    version: shown.version,
    position: reported?.position ?? shown.position,
    state: stateOf(shown, reported, archivedAt !== null),
    progress: archivedAt === null ? progressOf(reported) : 1,
    freshness: freshnessOf(ports.engineProgress()),
    versions: versions.toReversed().map((one) => {
      const live = alive.find(({ version }) => version === one.version)
      return { version: one.version, expression: one.where, state: stateOf(one, live, archivedAt !== null), progress: progressOf(live), reason: one.reason, createdAt: one.createdAt }
    }),
    usedBy: { segments: users.segments.map(({ id: user, name }) => ({ id: user, name })), traits: users.traits.map((user) => user.id) },
  }
}

function stateOf(version: SegmentVersion, live: LiveVersion | undefined, isArchived: boolean): SegmentState {
  return live?.state ?? (isArchived || version.state === 'archived' ? 'archived' : 'backfilling')
}

/** Of what is in the log, in which the traits that it names are written out. */
function told({ expanded }: SegmentVersion): { type: TraitType; reading: string; cost: Cost } {
  const checked = parseStoredExpression(expanded)
  if (!checked.ok) throw new Error(`an expression was checked before it was kept: ${checked.failure.message}`)
  return { type: checked.value.root.kind === 'value' ? 'value' : 'number', reading: readExpression(checked.value), cost: checked.value.cost }
}
