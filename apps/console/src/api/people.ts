// Lists of people: the order is taken once and has a name, and what is seen of it are windows, filled from the live state.
import { queryOptions } from '@tanstack/react-query'
import type { ProfilesListFieldsOutput, ProfilesListPeopleInput, ProfilesListPeopleOutput } from '@touchstone/client'
import { answerOf, client } from './client.ts'
import { keys } from './keys.ts'

/** Who is asked for, and in which order. */
export type PeopleQuestion = Pick<ProfilesListPeopleInput, 'segment' | 'where' | 'search' | 'sort' | 'direction'>
/** The order that was taken, without anybody's values. */
export type PeopleList = Omit<ProfilesListPeopleOutput, 'people' | 'offset' | 'valuesAt'>
/** Null: not there any more. */
export type ListedPerson = NonNullable<ProfilesListPeopleOutput['people'][number]>
export type Trait = ProfilesListFieldsOutput['fields'][number]

/** People in one window. */
export const WINDOW = 100

/** The order of a question; asked again, the order is taken anew. */
export const peopleListQuery = (question: PeopleQuestion) =>
  queryOptions({
    queryKey: keys.people.list(question),
    queryFn: async ({ signal }): Promise<PeopleList> => listOf(await answerOf(client.profiles.listPeople({ ...question, limit: 0 }, { signal }))),
    gcTime: 60_000,
  })

/**
 * The window that begins with person `index * WINDOW` of a list. The server keeps lists for a while; where it forgot this
 * one it takes the order anew, and that becomes the order of the question.
 */
export const peopleWindowQuery = (question: PeopleQuestion, list: string, columns: readonly string[], index: number) =>
  queryOptions({
    queryKey: keys.people.window(list, columns, index),
    queryFn: async ({ signal, client: kept }): Promise<ProfilesListPeopleOutput['people']> => {
      const answer = await answerOf(client.profiles.listPeople({ ...question, list, columns, offset: index * WINDOW, limit: WINDOW }, { signal }))
      if (answer.list !== list) kept.setQueryData(keys.people.list(question), listOf(answer))
      return answer.people
    },
    gcTime: 60_000,
  })

function listOf({ list, count, reading, at, through, isComplete, isCut }: ProfilesListPeopleOutput): PeopleList {
  return { list, count, reading, at, through, isComplete, isCut }
}

/** Traits that were ever given, the most frequent first. */
export const traitsQuery = queryOptions({
  queryKey: keys.people.traits,
  queryFn: async ({ signal }): Promise<readonly Trait[]> => (await answerOf(client.profiles.listFields({ place: 'trait' }, { signal }))).fields,
})

/** The person known by an identifier: its number. Not kept, because what was asked for may be personal. */
export async function findPerson(idType: string, value: string): Promise<number> {
  return (await answerOf(client.profiles.getProfile({ idType, value }))).person
}

/** How many are known by an identifier or its beginning, and the first of them. Not kept either. */
export async function searchPeople(search: string): Promise<{ readonly count: number; readonly first: number | undefined }> {
  const { count, people } = await answerOf(client.profiles.listPeople({ search, limit: 1 }))
  return { count, first: people[0]?.mergedInto ?? people[0]?.person }
}

/**
 * The address of a list as a file. The server is asked first whether it still has the list; if not, the file is of the
 * same question anew, and `isSame` is false.
 */
export async function exportAddress(question: PeopleQuestion, list: string, columns: readonly string[]): Promise<{ readonly address: string; readonly isSame: boolean }> {
  const kept = await answerOf(client.profiles.listPeople({ ...question, list, limit: 0 }))
  const address = client.downloadUrl('profiles.export-people', { list: kept.list, columns })
  return { address: await answerOf(Promise.resolve(address)), isSame: kept.list === list }
}
