// What is known of one person. Live news of them come in person-live.ts.
import { queryOptions } from '@tanstack/react-query'
import type { ProfilesGetMembershipsOutput, ProfilesGetOriginsOutput, ProfilesGetProfileOutput, ProfilesRevealProfileOutput, SegmentsExplainPersonOutput } from '@touchstone/client'
import { answerOf, client } from './client.ts'
import { keys } from './keys.ts'

export type Profile = ProfilesGetProfileOutput
export type Membership = ProfilesGetMembershipsOutput['memberships'][number]
export type Origins = ProfilesGetOriginsOutput
export type Origin = Origins['identifiers'][number]['origin']
export type Explanation = SegmentsExplainPersonOutput
export type PersonalValues = ProfilesRevealProfileOutput['values']

/** Also by a number that was merged into another: the answer then has another one. */
export const profileQuery = (person: number) =>
  queryOptions({ queryKey: keys.people.part(person, 'profile'), queryFn: ({ signal }) => answerOf(client.profiles.getProfile({ idType: 'person', value: String(person) }, { signal })) })

/** Every live segment, also those that the person is not in. */
export const membershipsQuery = (person: number) =>
  queryOptions({
    queryKey: keys.people.part(person, 'memberships'),
    queryFn: async ({ signal }): Promise<readonly Membership[]> => (await answerOf(client.profiles.getMemberships({ personId: person, all: 'true' }, { signal }))).memberships,
  })

export const explanationQuery = (person: number, segment: string) =>
  queryOptions({ queryKey: keys.people.part(person, 'explanation', segment), queryFn: ({ signal }) => answerOf(client.segments.explainPerson({ person, segment }, { signal })) })

export const originsQuery = (person: number) => queryOptions({ queryKey: keys.people.part(person, 'origins'), queryFn: ({ signal }) => answerOf(client.profiles.getOrigins({ personId: person }, { signal })) })

export const devicesQuery = (person: number) => queryOptions({ queryKey: keys.people.part(person, 'devices'), queryFn: ({ signal }) => answerOf(client.profiles.getDevices({ personId: person }, { signal })) })

/** Never kept among the answers: what is personal is on screen as long as somebody looks at it, and nowhere else. */
export async function revealPerson(person: number): Promise<PersonalValues> {
  return (await answerOf(client.profiles.revealProfile({ idType: 'person', value: String(person) }))).values
}

/** A record of the log as it is stored, and what became of it. */
export const recordQuery = (position: number) => queryOptions({ queryKey: keys.people.record(position), queryFn: ({ signal }) => answerOf(client.stream.inspectRecord({ position }, { signal })) })

/** The names of sources by their ids. Who may not see them sees the ids. */
export const sourceNamesQuery = queryOptions({
  queryKey: keys.people.sources,
  queryFn: async ({ signal }): Promise<ReadonlyMap<string, string>> => new Map((await answerOf(client.governance.listSources({}, { signal }))).sources.map(({ id, name }) => [id, name])),
})
