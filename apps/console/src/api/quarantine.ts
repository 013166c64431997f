// What was refused at the edge.
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { IntakeListQuarantineOutput, IntakeReplayQuarantinedInput } from '@touchstone/client'
import { answerOf, client } from './client.ts'
import { keys } from './keys.ts'

export type QuarantineEntry = IntakeListQuarantineOutput['entries'][number]
export type Waiting = IntakeListQuarantineOutput['waiting'][number]

const PAGE = 100

/** Newest first; the first page also says how much waits, by reason. */
export const quarantineQuery = (reason: string | undefined) =>
  infiniteQueryOptions({
    queryKey: keys.data.quarantined(reason ?? ''),
    queryFn: ({ pageParam, signal }) =>
      answerOf(client.intake.listQuarantine({ limit: PAGE, ...(pageParam === undefined ? {} : { cursor: pageParam }), ...(reason === undefined ? {} : { reason }) }, { signal })),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next }) => next,
  })

/** One entry without its text: a list that begins with it. Also one that no page on screen holds. */
export const quarantineEntryQuery = (id: number) =>
  queryOptions({
    queryKey: keys.data.quarantineEntry(id),
    queryFn: async ({ signal }): Promise<QuarantineEntry | null> => (await answerOf(client.intake.listQuarantine({ limit: 1, cursor: id + 1 }, { signal }))).entries.find((one) => one.id === id) ?? null,
  })

/** The events of an entry in the clear. Never kept among the answers: it is on screen as long as somebody looks, and nowhere else. */
export async function readQuarantined(id: number): Promise<string> {
  return (await answerOf(client.intake.explainQuarantined({ id }))).text
}

export function useReplay() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (input: IntakeReplayQuarantinedInput) => answerOf(client.intake.replayQuarantined(input)),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.data.quarantine }),
  })
}
