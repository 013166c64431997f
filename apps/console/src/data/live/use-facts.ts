import { useEffect, useState, useSyncExternalStore } from 'react'
import { useLiveEntries } from '../../api/live.tsx'
import { FactBuffer } from './fact-buffer.ts'
import type { BufferView, FactFilter } from './fact-buffer.ts'

/** The facts as they come, of this filter. Of one person the server sends only theirs. */
export function useFacts({ type, event, source, person }: FactFilter, paused: boolean): BufferView {
  const [buffer] = useState(() => new FactBuffer())
  const view = useSyncExternalStore(buffer.subscribe, buffer.view)
  useEffect(() => buffer.filter({ type, event, source, person }), [buffer, type, event, source, person])
  useEffect(() => buffer.pause(paused), [buffer, paused])
  useLiveEntries({ facts: true, ...(person === undefined ? {} : { person }) }, (entries, missed) => {
    const dropped = entries.reduce((sum, entry) => sum + (entry.kind === 'notice' && entry.reason === 'dropped' ? entry.count : 0), missed)
    buffer.add(entries.filter((entry) => entry.kind === 'fact'), dropped)
  })
  return view
}
