// All routes. Each room brings its own, each screen is loaded when somebody goes there.
import type { QueryClient } from '@tanstack/react-query'
import { createRouter } from '@tanstack/react-router'
import { dataRoutes } from './data/routes.ts'
import { homeRoutes } from './home/routes.ts'
import { peopleRoutes } from './people/routes.ts'
import { segmentRoutes } from './segments/routes.ts'
import { Crash } from './shell/crash.tsx'
import { NotFound } from './shell/not-found.tsx'
import { rootRoute } from './shell/root-route.ts'
import { signInRoute } from './sign-in/routes.ts'

const routeTree = rootRoute.addChildren([signInRoute, ...homeRoutes, ...peopleRoutes, ...segmentRoutes, ...dataRoutes])

export function createConsoleRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    // A screen's code and first answers are asked for when a link is pointed at.
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    defaultErrorComponent: Crash,
    defaultNotFoundComponent: NotFound,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>
  }
}
