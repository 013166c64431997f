import { createRoute } from '@tanstack/react-router'
import { flag, list, oneOf, search, text, whole } from '../api/search-params.ts'
import { changesQuery, moversQuery, segmentQuery, segmentsQuery } from '../api/segments.ts'
import { later } from '../shell/later.ts'
import { rootRoute } from '../shell/root-route.ts'

export const SORTABLE = ['name', 'size', 'state', 'change', 'created'] as const
export const STATES = ['live', 'backfilling', 'sweeping', 'archiving'] as const
/** Segments that are put together at once: each more doubles the number of combinations. */
export const MOST_TOGETHER = 5
export const RANGES = ['hour', 'day', 'week', 'month', 'quarter'] as const
export const TABS = ['members', 'moves', 'versions', 'settings'] as const
export const VIEWS = ['both', 'text', 'builder'] as const
export const OVERLAPS = ['leave-out', 'in-a', 'in-b'] as const
const LONGEST_CONDITION = 32_768

const editorSearch = search({ where: text(LONGEST_CONDITION), name: text(200), view: oneOf(...VIEWS), asOf: whole() })

export const segmentRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/segments',
    validateSearch: search({ q: text(200), state: oneOf(...STATES), sort: oneOf(...SORTABLE), down: flag, hide: list(), chosen: list(50) }),
    loader: ({ context }) => {
      void context.queryClient.prefetchQuery(segmentsQuery)
      void context.queryClient.prefetchQuery(moversQuery)
    },
    component: later(() => import('./segment-list.tsx'), 'SegmentList'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/segments/new',
    validateSearch: editorSearch,
    loader: ({ context }) => void context.queryClient.prefetchQuery(segmentsQuery),
    component: later(() => import('./editor/new-segment.tsx'), 'NewSegment'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/segments/overlap',
    validateSearch: search({ ids: list(MOST_TOGETHER) }),
    loader: ({ context }) => void context.queryClient.prefetchQuery(segmentsQuery),
    component: later(() => import('./overlap/overlap-page.tsx'), 'OverlapPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/segments/compare',
    validateSearch: search({ a: text(64), b: text(64), overlap: oneOf(...OVERLAPS), days: whole(1, 3_650), trait: text(200), event: text(200) }),
    loader: ({ context }) => void context.queryClient.prefetchQuery(segmentsQuery),
    component: later(() => import('./compare/compare-page.tsx'), 'ComparePage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/segments/$id',
    validateSearch: search({ range: oneOf(...RANGES), tab: oneOf(...TABS), group: oneOf('control', 'treated'), at: whole(), to: whole(1) }),
    loader: ({ context, params }) => {
      void context.queryClient.prefetchQuery(segmentQuery(params.id))
      void context.queryClient.prefetchQuery(changesQuery(params.id))
    },
    component: later(() => import('./page/segment-page.tsx'), 'SegmentPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/segments/$id/edit',
    validateSearch: editorSearch,
    loader: ({ context, params }) => {
      void context.queryClient.prefetchQuery(segmentsQuery)
      void context.queryClient.prefetchQuery(segmentQuery(params.id))
    },
    component: later(() => import('./editor/edit-segment.tsx'), 'EditSegment'),
  }),
] as const
