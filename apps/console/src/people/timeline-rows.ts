// The timeline as rows of one list: a head for each session, and below it its facts.
import type { Session, TimelineFact } from '../api/timeline.ts'

export type TimelineRow =
  | { readonly kind: 'session'; readonly key: string; readonly session: Session }
  | { readonly kind: 'outside'; readonly key: string; readonly at: number }
  | { readonly kind: 'fact'; readonly key: string; readonly fact: TimelineFact }

/** `facts`: newest first. A call without an event makes no session; within one it is shown there. */
export function rowsOf(facts: readonly TimelineFact[], sessions: readonly Session[]): TimelineRow[] {
  const byStart = new Map(sessions.map((one) => [one.start, one]))
  const rows: TimelineRow[] = []
  let current: Session | undefined | null = null
  for (const fact of facts) {
    const session = fact.session === null ? sessions.find((one) => isIn(one, fact.happened)) : byStart.get(fact.session)
    if (session !== current) {
      current = session
      rows.push(session === undefined ? { kind: 'outside', key: `outside-${fact.position}`, at: fact.happened } : { kind: 'session', key: `session-${session.start}`, session })
    }
    rows.push({ kind: 'fact', key: `fact-${fact.position}`, fact })
  }
  return rows
}

function isIn({ start, end }: Session, at: number): boolean {
  return at >= start && at <= end
}
