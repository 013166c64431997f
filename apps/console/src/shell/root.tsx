import { useQuery } from '@tanstack/react-query'
import { Outlet, useRouter, useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import { LiveProvider } from '../api/live.tsx'
import { sessionQuery } from '../api/session.ts'
import { Shell } from './shell.tsx'

/** The sign-in page stands alone; everything else stands in the shell, with the live line. */
export function Root() {
  const router = useRouter()
  // What is shown, and not where the address points already: a screen on its way out still needs its frame.
  const alone = useRouterState({ select: ({ matches }) => matches.some(({ routeId }) => routeId === '/sign-in') })
  const { data: session } = useQuery(sessionQuery)
  // Signed out here, in another tab, or by time: the router looks again and goes to the sign-in page.
  useEffect(() => {
    if (session?.signedIn === false && !alone) void router.invalidate()
  }, [session, alone, router])
  // Without an answer the router shows what went wrong; on the way to the sign-in page there is nothing to show.
  if (alone || session === undefined) return <Outlet />
  if (!session.signedIn) return null
  return (
    <LiveProvider>
      <Shell subject={session.subject}>
        <Outlet />
      </Shell>
    </LiveProvider>
  )
}
