import { useEffect, useState } from 'react'
import { useLiveEntries } from '../api/live.tsx'

/** A tile glows so long after somebody came in, in milliseconds. */
const GLOW = 1_200

/** Segments that somebody entered just now. */
export function useLitSegments(): ReadonlySet<string> {
  const [lit, setLit] = useState<ReadonlySet<string>>(new Set())
  useLiveEntries({}, (entries) => {
    const entered = entries.flatMap((entry) => (entry.kind === 'membership' && entry.entered ? [entry.segment] : []))
    if (entered.length > 0) setLit((before) => new Set([...before, ...entered]))
  })
  useEffect(() => {
    if (lit.size === 0) return
    const timer = setTimeout(() => setLit(new Set()), GLOW)
    return () => clearTimeout(timer)
  }, [lit])
  return lit
}
