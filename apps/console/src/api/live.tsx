import { useQueryClient } from '@tanstack/react-query'
import { createContext, use, useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react'
import type { ReactNode } from 'react'
import { applyLive } from './apply-live.ts'
import { client } from './client.ts'
import { keys } from './keys.ts'
import { LiveLine } from './live-line.ts'
import type { Figures, LineState, LiveListener, LiveWish, SystemFigures } from './live-line.ts'

const Line = createContext<LiveLine | undefined>(undefined)

/** Holds the tab's one live line while somebody is signed in. */
export function LiveProvider({ children }: { readonly children: ReactNode }) {
  const queryClient = useQueryClient()
  const [line] = useState(() => new LiveLine(client))
  useEffect(() => {
    const forget = line.listen(applyLive(queryClient))
    const stop = line.start()
    // Refused: signed out by time or elsewhere, or without the permission. Who is it now?
    const heed = line.subscribe(() => {
      if (line.state().state === 'refused') void queryClient.invalidateQueries({ queryKey: keys.session })
    })
    return () => {
      heed()
      stop()
      forget()
    }
  }, [line, queryClient])
  return <Line value={line}>{children}</Line>
}

function useLine(): LiveLine {
  const line = use(Line)
  if (line === undefined) throw new Error('this screen stands outside LiveProvider')
  return line
}

/** Whether what is on screen is true now, and if not, since when. */
export function useLineState(): LineState {
  const line = useLine()
  return useSyncExternalStore(line.subscribe, line.state)
}

/** The newest figures; undefined until the first have come. Draws again with each change. */
export function useFigures(): Figures | undefined {
  const line = useLine()
  return useSyncExternalStore(line.subscribe, line.figures)
}

/** The whole state of the system, about once a second while a screen asks for it. */
export function useSystemFigures(): SystemFigures | undefined {
  const line = useLine()
  useEffect(() => line.listen({ wish: { system: true } }), [line])
  return useSyncExternalStore(line.subscribe, line.system)
}

/** Membership changes, and facts if wished, once per frame. Keep a bounded number of what comes. */
export function useLiveEntries(wish: LiveWish, onEntries: NonNullable<LiveListener['onEntries']>): void {
  const line = useLine()
  const told = useEffectEvent(onEntries)
  const { facts, person } = wish
  useEffect(() => line.listen({ wish: { ...(facts === undefined ? {} : { facts }), ...(person === undefined ? {} : { person }) }, onEntries: (entries, missed) => told(entries, missed) }), [line, facts, person])
}
