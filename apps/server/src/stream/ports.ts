import type { RecordInspector } from '@touchstone/profiles'
import type { SystemFigures } from './system-figures.ts'

/** What the operations of the stream need: the log itself does not know what its records mean. */
export interface StreamPorts {
  readonly figures: Pick<SystemFigures, 'once'>
  readonly records: RecordInspector
  /** Who a person id stands for now. */
  readonly canonical: (person: number) => number
}
