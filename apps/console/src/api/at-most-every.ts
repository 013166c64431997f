import { useCallback, useEffect, useEffectEvent, useRef } from 'react'
import type { Millis } from '@touchstone/base'
import { clock } from './clock.ts'

/**
 * A function that does `act` soon, and never more often than `every`: for answers that follow the live line. Calls that
 * come meanwhile are one. `soon`: not before that, so that what is asked has the news.
 */
export function useAtMostEvery(every: Millis, act: () => void, soon: Millis = 0): () => void {
  const state = useRef<{ timer: ReturnType<typeof setTimeout> | undefined; last: Millis }>({ timer: undefined, last: -Infinity })
  const acted = useEffectEvent(act)
  useEffect(() => {
    const { current } = state
    return () => clearTimeout(current.timer)
  }, [])
  const run = useEffectEvent(() => {
    state.current.timer = undefined
    state.current.last = clock.now()
    acted()
  })
  const ask = useRef<() => void>(undefined)
  useEffect(() => {
    ask.current = () => {
      state.current.timer ??= setTimeout(() => run(), Math.max(soon, state.current.last + every - clock.now()))
    }
  })
  return useCallback(() => ask.current?.(), [])
}
