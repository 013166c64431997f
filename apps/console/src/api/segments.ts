import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { SegmentsCombineInput, SegmentsCompareSegmentsInput, SegmentsGetSegmentOutput, SegmentsGetSeriesInput, SegmentsListSegmentsOutput, SegmentsRankDifferencesInput, SegmentsUpdateSegmentInput } from '@touchstone/client'
import { answerOf, client } from './client.ts'
import { keys } from './keys.ts'

export type ListedSegment = SegmentsListSegmentsOutput['segments'][number]
export type Segment = SegmentsGetSegmentOutput
export type Expression = SegmentsCombineInput['expression']

/** All segments that are not archived. Sizes follow the live line. */
export const segmentsQuery = queryOptions({ queryKey: keys.segments.list, queryFn: ({ signal }) => answerOf(client.segments.listSegments({}, { signal })) })

/** One segment. Its size and state follow the live line. */
export const segmentQuery = (id: string) => queryOptions({ queryKey: keys.segments.one(id), queryFn: ({ signal }) => answerOf(client.segments.getSegment({ id }, { signal })) })

/** Which segments moved since the same time yesterday, with their sizes by hours: one question for all rows of a list. */
export const moversQuery = queryOptions({ queryKey: keys.segments.movers, queryFn: ({ signal }) => answerOf(client.segments.listMovers({ window: 'day', limit: 1_000 }, { signal })), refetchOnMount: 'always' })

type Interval = NonNullable<SegmentsGetSeriesInput['interval']>

export const seriesQuery = (id: string, from: string, interval: Interval) =>
  queryOptions({
    queryKey: keys.segments.part(id, 'series', from, interval),
    queryFn: ({ signal }) => answerOf(client.segments.getSeries({ id, from, interval, zone: Intl.DateTimeFormat().resolvedOptions().timeZone }, { signal })),
    placeholderData: keepPreviousData,
  })

/** The latest entries and exits before the screen was opened; the live line brings those after. */
export const changesQuery = (id: string) => queryOptions({ queryKey: keys.segments.part(id, 'changes'), queryFn: ({ signal }) => answerOf(client.segments.getHistory({ id, limit: 30 }, { signal })) })

export const membersQuery = (id: string, group: 'all' | 'control' | 'treated') =>
  infiniteQueryOptions({
    queryKey: keys.segments.part(id, 'members', group),
    queryFn: ({ pageParam, signal }) => answerOf(client.segments.listMembers({ id, group, after: pageParam, limit: 500 }, { signal })),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next,
  })

export const versionsQuery = (id: string) => queryOptions({ queryKey: keys.segments.part(id, 'versions'), queryFn: ({ signal }) => answerOf(client.segments.listVersions({ id }, { signal })) })

export const compareVersionsQuery = (id: string, from: number, to: number) =>
  queryOptions({ queryKey: keys.segments.part(id, 'compared', from, to), queryFn: ({ signal }) => answerOf(client.segments.compareVersions({ id, from, to, limit: 50 }, { signal })), gcTime: 0, staleTime: 0 })

/** When somebody who entered will leave by time alone: null for not by time, `left` for somebody who is not in it any more. */
export const endsQuery = (id: string, person: number, position: number) =>
  queryOptions({
    queryKey: keys.segments.part(id, 'ends', person, position),
    queryFn: async ({ signal }) => {
      const { memberships } = await answerOf(client.profiles.getMemberships({ personId: person }, { signal }))
      const found = memberships.find(({ segment }) => segment === id)
      return found === undefined ? 'left' : found.ends
    },
  })

/** Entries and exits of one stretch. */
export const movedQuery = (id: string, from: number, to: number) =>
  queryOptions({ queryKey: keys.segments.part(id, 'moved', from, to), queryFn: ({ signal }) => answerOf(client.segments.getHistory({ id, from: String(from), to: String(to), limit: 1_000 }, { signal })) })

/** Who is in a condition, counted over all of history. An earlier question is given up when another is asked. */
export const previewQuery = (where: string, asOf: number | undefined) =>
  queryOptions({
    queryKey: keys.segments.preview(where, asOf),
    queryFn: ({ signal }) => answerOf(client.segments.previewSegment({ where, sample: 12, ...(asOf === undefined ? {} : { asOf }) }, { signal })),
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  })

/** What could stand at the end of this text. */
export const wordsQuery = (text: string) =>
  queryOptions({ queryKey: keys.segments.words(text), queryFn: async ({ signal }) => (await answerOf(client.segments.completeCondition({ text, offset: text.length }, { signal }))).items, gcTime: 60_000 })

export const combinedQuery = (expression: Expression, asOf: number | undefined, sample: number) =>
  queryOptions({
    queryKey: keys.segments.combined(expression, asOf ?? 'now', sample),
    queryFn: ({ signal }) => answerOf(client.segments.combine({ expression, sample, ...(asOf === undefined ? {} : { asOf }) }, { signal })),
  })

/** What tells two groups apart most. */
export const differencesQuery = (question: SegmentsRankDifferencesInput) =>
  queryOptions({ queryKey: keys.segments.combined('differences', question), queryFn: ({ signal }) => answerOf(client.segments.rankDifferences(question, { signal })), placeholderData: keepPreviousData })

/** Two groups on one trait or behaviour. */
export const comparisonQuery = (question: SegmentsCompareSegmentsInput) =>
  queryOptions({ queryKey: keys.segments.combined('comparison', question), queryFn: ({ signal }) => answerOf(client.segments.compareSegments(question, { signal })) })

/** A change of a segment: afterwards everything about segments is asked again. */
function useChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient()
  return useMutation({ mutationFn: change, onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.segments.all }) })
}

export const useCreateSegment = () => useChange((input: { readonly name: string; readonly description?: string; readonly where: string }) => answerOf(client.segments.createSegment(input)))
export const useUpdateSegment = () => useChange((input: SegmentsUpdateSegmentInput) => answerOf(client.segments.updateSegment(input)))
export const useCutOver = () => useChange((input: { readonly id: string; readonly version: number }) => answerOf(client.segments.cutOverVersion(input)))
export const useRollBack = () => useChange((id: string) => answerOf(client.segments.rollBackSegment({ id })))
export const useArchive = () => useChange((id: string) => answerOf(client.segments.archiveSegment({ id })))
export const useControlShare = () => useChange((input: { readonly id: string; readonly percent: number }) => answerOf(client.segments.setControlShare(input)))
