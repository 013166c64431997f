import { QueryCache, QueryClient } from '@tanstack/react-query'
import { isAway, isNobody } from './client.ts'
import { keys } from './keys.ts'

/**
 * Answers stay fresh until something says otherwise: the live line updates or invalidates them (`apply-live.ts`), and a
 * change made here invalidates what it touched. Nothing is asked again because time passed.
 */
export function createQueryClient(): QueryClient {
  const queryClient: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      // The session ended while somebody worked: ask who it is, and the shell shows the sign-in page.
      onError: (error) => {
        if (isNobody(error)) void queryClient.invalidateQueries({ queryKey: keys.session })
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: Infinity,
        gcTime: 5 * 60_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: 'always',
        // The live line knows when the server is back and asks again then; until then the screen says so.
        retry: (count, error) => isAway(error) && count < 1,
      },
      mutations: { networkMode: 'always' },
    },
  })
  return queryClient
}
