// What comparing lists needs of others; the server plugs it.
import type { Clock, Result } from '@touchstone/base'
import type { SlicePerson, TransitSealer } from '@touchstone/governance'
import type { Registry } from '@touchstone/registry'

export interface MatchPorts {
  readonly clock: Clock
  /** The module of a comparison's thread: it calls `serveMatchThread`. */
  readonly threadModule: URL
  /** A new id that nobody can guess. */
  readonly randomId: () => string
  readonly registry: Pick<Registry, 'schema' | 'transaction' | 'attempt'>
  /** Seals what was found while it is kept. */
  readonly sealer: TransitSealer
  /** The paths of personal traits that the vault may have values of, `traits.email`. */
  readonly sealedTraits: () => Promise<Result<readonly string[]>>
  /** The next people behind this id, in order, with every id under which values of theirs may lie. */
  readonly knownPeople: (after: number, most: number) => readonly SlicePerson[]
  /** Opens some fields of some people: their values as JSON, by person and path. */
  readonly openSlice: (people: readonly SlicePerson[], paths: readonly string[]) => Promise<Result<ReadonlyMap<number, Readonly<Record<string, string>>>>>
  /** The id that stands for a person now. */
  readonly canonical: (person: number) => number
  /** Something broke that nobody waits for. */
  readonly report: (match: string, error: unknown) => void
}
