import { createRoute } from '@tanstack/react-router'
import { peopleListQuery, traitsQuery } from '../api/people.ts'
import { membershipsQuery, profileQuery } from '../api/person.ts'
import { flag, list, oneOf, search, text, whole } from '../api/search-params.ts'
import { later } from '../shell/later.ts'
import { rootRoute } from '../shell/root-route.ts'
import { questionOf } from './question.ts'

const LONGEST_CONDITION = 32_768

const listSearch = search({ q: text(500), type: text(64), segment: text(64), where: text(LONGEST_CONDITION), sort: text(300), up: flag, columns: list() })

/** `fact`: the record that is shown; `why`: segments that are explained; `was`: the number that led here; the rest is of the timeline. */
const personSearch = search({ tab: oneOf('timeline'), why: list(), was: whole(1), fact: whole(1), type: list(), event: list(), source: list(), until: whole() })

export const peopleRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/people',
    validateSearch: listSearch,
    loaderDeps: ({ search: { q, type, segment, where, sort, up } }) => ({ q, type, segment, where, sort, up }),
    loader: ({ context, deps }) => {
      void context.queryClient.prefetchQuery(traitsQuery)
      void context.queryClient.prefetchQuery(peopleListQuery(questionOf(deps)))
    },
    component: later(() => import('./people-list.tsx'), 'PeopleList'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/people/$person',
    validateSearch: personSearch,
    // What is no number is nobody's.
    params: { parse: ({ person }) => ({ person: /^\d{1,16}$/.test(person) ? Number(person) : NaN }), stringify: ({ person }) => ({ person: String(person) }) },
    loader: ({ context, params: { person } }) => {
      if (!Number.isSafeInteger(person)) return
      void context.queryClient.prefetchQuery(profileQuery(person))
      void context.queryClient.prefetchQuery(membershipsQuery(person))
    },
    component: later(() => import('./person-page.tsx'), 'PersonPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/people/$idType/$value',
    component: later(() => import('./known-by.tsx'), 'KnownBy'),
  }),
] as const
