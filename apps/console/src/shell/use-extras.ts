// Palette, keyboard help, messages and the account's menu lie over the screens and are in none of them. Their code comes when the first screen
// stands and the browser has nothing else to do. Whatever was called for before waits in their stores and shows then.
import { useRouterState } from '@tanstack/react-router'
import { useEffect, useState } from 'react'

/** For browsers that do not tell when they are idle, in milliseconds. */
const SOON = 200

/** Undefined until it is there. When it does not come, it is tried again with the next screen. */
export function useExtras(): typeof import('./extras.tsx') | undefined {
  const isStanding = useRouterState({ select: ({ status }) => status === 'idle' })
  const [extras, setExtras] = useState<typeof import('./extras.tsx')>()
  useEffect(() => {
    if (!isStanding || extras !== undefined) return
    return whenIdle(() => void import('./extras.tsx').then(setExtras, () => undefined))
  }, [isStanding, extras])
  return extras
}

function whenIdle(work: () => void): () => void {
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(work, SOON)
    return () => clearTimeout(timer)
  }
  const asked = requestIdleCallback(work)
  return () => cancelIdleCallback(asked)
}
