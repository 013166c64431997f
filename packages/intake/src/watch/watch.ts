// A watch: a figure of one source, and what is told when it has moved more than chance explains.
import { s, type Infer } from '@touchstone/governance'

export const WATCH_KINDS = ['volume', 'late', 'nulls', 'new-fields'] as const

/** Watches that are in force: each keeps what its source sent in four weeks in mind. */
export const MAX_WATCHES = 200

const name = s.string().max(200)

export const watchShape = s.object({
  source: s.string().min(1).max(100).describe('the source, as governance.list-sources names it'),
  kind: s.enum(WATCH_KINDS).describe(
    '`volume`: facts in ten minutes, fewer or more than usual; `late`: the share of them that happened ten minutes or more before; `nulls`: the share of an event\'s facts in an hour without a value of a field; `new-fields`: fields that the source had not sent for four weeks',
  ),
  event: name.default('').describe('of `nulls`: the event'),
  field: s.string().max(420).default('').describe('of `nulls`: the field, as the catalogue names it'),
})

export type Watch = Infer<typeof watchShape>

/** Why a watch cannot be one, beyond its shape. */
export function watchProblem({ kind, event, field }: Watch): string | undefined {
  if (kind === 'nulls') return event !== '' && field !== '' ? undefined : 'a watch on nulls is of a field: give "event" and "field"'
  return event === '' && field === '' ? undefined : `a watch on ${kind} is of a whole source: leave "event" and "field" out`
}
