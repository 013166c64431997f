// Where facts come from, and the keys that let them in.
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { GovernanceIssueWriteKeyInput, GovernanceListSourcesOutput, GovernanceRenameSourceInput } from '@touchstone/client'
import { answerOf, client } from './client.ts'
import { keys } from './keys.ts'

export type Source = GovernanceListSourcesOutput['sources'][number]
export type WriteKey = Source['keys'][number]

export const sourcesQuery = queryOptions({ queryKey: keys.data.sources, queryFn: async ({ signal }) => (await answerOf(client.governance.listSources({}, { signal }))).sources })

/** A change of sources or keys: afterwards they are asked again, here and where facts name their source. */
function useChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: () => Promise.all([keys.data.sources, keys.people.sources].map((queryKey) => queryClient.invalidateQueries({ queryKey }))),
  })
}

/** The secret is in this answer and never again; it is not kept among the answers. */
export const useIssueKey = () => useChange((input: GovernanceIssueWriteKeyInput) => answerOf(client.governance.issueWriteKey(input)))
export const useRenameSource = () => useChange((input: GovernanceRenameSourceInput) => answerOf(client.governance.renameSource(input)))
export const useRevokeKey = () => useChange((id: string) => answerOf(client.governance.revokeWriteKey({ id })))
