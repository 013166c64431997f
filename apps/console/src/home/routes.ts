import { createRoute } from '@tanstack/react-router'
import { demoQuery } from '../api/demo.ts'
import { moversOfQuery } from '../api/movers.ts'
import { oneOf, search } from '../api/search-params.ts'
import { later } from '../shell/later.ts'
import { rootRoute } from '../shell/root-route.ts'

/** `span`: what the chart looks back over; `moved`: since when segments moved. */
const homeSearch = search({ span: oneOf('hour', 'day'), moved: oneOf('hour', 'day') })

export const homeRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/',
    validateSearch: homeSearch,
    loaderDeps: ({ search: { moved } }) => ({ moved }),
    loader: ({ context, deps: { moved } }) => {
      void context.queryClient.prefetchQuery(demoQuery)
      void context.queryClient.prefetchQuery(moversOfQuery(moved ?? 'day'))
    },
    component: later(() => import('./home-page.tsx'), 'HomePage'),
  }),
] as const
