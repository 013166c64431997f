import { createRoute } from '@tanstack/react-router'
import { flag, list, oneOf, search, text } from '../api/search-params.ts'
import { segmentsQuery } from '../api/segments.ts'
import { later } from '../shell/later.ts'
import { rootRoute } from '../shell/root-route.ts'

export const SORTABLE = ['name', 'size', 'state', 'created'] as const

const listSearch = search({ q: text(200), sort: oneOf(...SORTABLE), down: flag, hide: list() })

export const segmentRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/segments',
    validateSearch: listSearch,
    loader: ({ context }) => void context.queryClient.prefetchQuery(segmentsQuery),
    component: later(() => import('./segment-list.tsx'), 'SegmentList'),
  }),
] as const
