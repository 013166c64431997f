import { createRoute, redirect } from '@tanstack/react-router'
import { search, text } from '../api/search-params.ts'
import { sessionQuery } from '../api/session.ts'
import { later } from '../shell/later.ts'
import { rootRoute } from '../shell/root-route.ts'

const signInSearch = search({ from: text(2_000) })

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: signInSearch,
  beforeLoad: async ({ context, search: { from } }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery)
    if (session.signedIn) throw redirect({ href: pathOf(from), replace: true })
  },
  component: later(() => import('./sign-in-page.tsx'), 'SignInPage'),
})

/** A path of ours: a link may name where to go after signing in, but never another site. */
export function pathOf(from: string | undefined): string {
  return from !== undefined && /^\/(?![/\\])/.test(from) ? from : '/'
}
