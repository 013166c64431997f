import { createRoute, redirect } from '@tanstack/react-router'
import { eventsQuery, fieldsQuery } from '../api/catalogue.ts'
import { quarantineQuery } from '../api/quarantine.ts'
import { flag, list, oneOf, search, text, whole } from '../api/search-params.ts'
import { sourcesQuery } from '../api/sources.ts'
import { later } from '../shell/later.ts'
import { rootRoute } from '../shell/root-route.ts'
import { SDKS } from './sources/sdks.ts'

export const TYPES = ['track', 'identify', 'page', 'screen', 'group', 'alias'] as const
export const PARTS = ['events', 'properties', 'traits'] as const
export const SORTABLE = ['name', 'type', 'facts', 'fields', 'first', 'last', 'class'] as const

const quarantineSearch = search({ reason: text(100), entry: whole(1) })
/** `open`: the event (with `kind`), property or trait that is looked at. */
const catalogueSearch = search({ of: oneOf(...PARTS), event: text(200), q: text(200), sort: oneOf(...SORTABLE), up: flag, hide: list(), open: text(420), kind: oneOf(...TYPES) })

export const dataRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/data',
    beforeLoad: () => {
      throw redirect({ to: '/data/sources', replace: true })
    },
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/data/sources',
    // `source`: whose set-up is open, for which `sdk`; `issue`: a key is being issued, for it or for a new one; `rename` and `revoke`: what is asked about.
    validateSearch: search({ source: text(64), sdk: oneOf(...SDKS), issue: flag, rename: flag, revoke: text(64) }),
    loader: ({ context }) => void context.queryClient.prefetchQuery(sourcesQuery),
    component: later(() => import('./sources/sources-page.tsx'), 'SourcesPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/data/live',
    validateSearch: search({ type: list(6), event: list(20), source: list(20), person: whole(1), paused: flag, record: whole(1) }),
    loader: ({ context }) => void context.queryClient.prefetchQuery(sourcesQuery),
    component: later(() => import('./live/live-page.tsx'), 'LivePage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/data/quarantine',
    validateSearch: quarantineSearch,
    loaderDeps: ({ search: { reason } }) => ({ reason }),
    loader: ({ context, deps: { reason } }) => {
      void context.queryClient.prefetchInfiniteQuery(quarantineQuery(reason))
    },
    component: later(() => import('./quarantine/quarantine-page.tsx'), 'QuarantinePage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/data/catalogue',
    validateSearch: catalogueSearch,
    loaderDeps: ({ search: { of, event } }) => ({ of, event }),
    loader: ({ context, deps: { of, event } }) => {
      void context.queryClient.prefetchQuery(eventsQuery)
      if (of === 'properties') void context.queryClient.prefetchQuery(fieldsQuery('property', event))
      if (of === 'traits') void context.queryClient.prefetchQuery(fieldsQuery('trait', undefined))
    },
    component: later(() => import('./catalogue/catalogue-page.tsx'), 'CataloguePage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/data/system',
    component: later(() => import('./system/system-page.tsx'), 'SystemPage'),
  }),
] as const
