// Every event, property and trait that was ever seen.
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { GovernanceDefineFieldInput, GovernanceDefineFieldOutput, ProfilesListEventsOutput, ProfilesListFieldsOutput } from '@touchstone/client'
import { answerOf, client } from './client.ts'
import { keys } from './keys.ts'

export type SeenEvent = ProfilesListEventsOutput['events'][number]
export type SeenField = ProfilesListFieldsOutput['fields'][number]
export type FieldClass = SeenField['class']
export type Definition = GovernanceDefineFieldOutput['definition']

/** What a definition is about. */
export interface Subject {
  readonly place: 'event' | 'property' | 'trait'
  readonly event: string
  readonly field: string
}

export const eventsQuery = queryOptions({ queryKey: keys.data.events, queryFn: ({ signal }) => answerOf(client.profiles.listEvents({}, { signal })) })

export const fieldsQuery = (place: 'property' | 'trait', event: string | undefined) =>
  queryOptions({
    queryKey: keys.data.fields(place, event ?? ''),
    queryFn: ({ signal }) => answerOf(client.profiles.listFields({ place, ...(event === undefined ? {} : { event }) }, { signal })),
    placeholderData: keepPreviousData,
  })

export const definitionsQuery = ({ place, event, field }: Subject) =>
  queryOptions({ queryKey: keys.data.definitions(place, event, field), queryFn: async ({ signal }) => (await answerOf(client.governance.listFieldVersions({ place, event, field }, { signal }))).versions })

export function useDefine() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (input: GovernanceDefineFieldInput) => answerOf(client.governance.defineField(input)),
    // Another class masks other values, wherever they are shown.
    onSuccess: () => Promise.all([keys.data.catalogue, ['people'], ['stream']].map((queryKey) => queryClient.invalidateQueries({ queryKey }))),
  })
}
