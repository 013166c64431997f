import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, redirect } from '@tanstack/react-router'
import { sessionQuery } from '../api/session.ts'
import { Root } from './root.tsx'

export interface RouterContext {
  readonly queryClient: QueryClient
}

/** Whoever is not signed in sees the sign-in page first, and then where they wanted to go. */
export const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Root,
  beforeLoad: async ({ context, location }) => {
    if (location.pathname === '/sign-in') return
    const session = await context.queryClient.ensureQueryData(sessionQuery)
    if (!session.signedIn) throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { from: location.href } })
  },
})
