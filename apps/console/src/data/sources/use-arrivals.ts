import { useState } from 'react'
import type { Millis } from '@touchstone/base'
import { useLiveEntries } from '../../api/live.tsx'

/** What came from one source since the screen was opened. */
export interface Arrival {
  readonly facts: number
  readonly at: Millis
  /** The newest record. */
  readonly position: number
}

const WISH = { facts: true }

/** By source, as the live line tells it. */
export function useArrivals(): ReadonlyMap<string, Arrival> {
  const [arrivals, setArrivals] = useState<ReadonlyMap<string, Arrival>>(new Map())
  useLiveEntries(WISH, (entries) => {
    const news = new Map<string, Arrival>()
    for (const entry of entries) {
      if (entry.kind === 'fact') news.set(entry.source, { facts: (news.get(entry.source)?.facts ?? 0) + 1, at: entry.at, position: entry.position })
    }
    if (news.size === 0) return
    setArrivals((before) => new Map([...before, ...[...news].map(([source, one]) => [source, { ...one, facts: one.facts + (before.get(source)?.facts ?? 0) }] as const)]))
  })
  return arrivals
}
