import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { SessionView } from '@touchstone/client'
import { answerOf, client } from './client.ts'
import { keys } from './keys.ts'

/** Who is signed in. */
export const sessionQuery = queryOptions({ queryKey: keys.session, queryFn: () => answerOf(client.session.get()) })

export function useSignIn() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (token: string) => answerOf(client.session.signIn(token)),
    onSuccess: (session: SessionView) => queryClient.setQueryData(keys.session, session),
  })
}

/** Signs out and forgets everything that was shown. */
export function useSignOut() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => answerOf(client.session.signOut()),
    onSuccess: (session: SessionView) => {
      queryClient.setQueryData(keys.session, session)
      queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.session[0] })
    },
  })
}
