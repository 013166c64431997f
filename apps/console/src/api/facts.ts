// How many facts came in over time.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { DAY, HOUR, MINUTE } from '@touchstone/base'
import type { Millis } from '@touchstone/base'
import { answerOf, client } from './client.ts'
import { keys } from './keys.ts'

/** What a chart can look back over, and in which stretches. */
export const SPANS = { hour: { length: HOUR, every: MINUTE, interval: 'minute' }, day: { length: DAY, every: HOUR, interval: 'hour' } } as const
export type Span = keyof typeof SPANS

/** The stretches that end with the one that holds `end`, which has to be one's beginning: the same answer has the same name. */
export const factSeriesQuery = (span: Span, end: Millis) => {
  const { length, every, interval } = SPANS[span]
  return queryOptions({
    queryKey: keys.data.series(span, end),
    queryFn: ({ signal }) => answerOf(client.profiles.getFactSeries({ from: String(end - length + every), to: String(end + every), interval }, { signal })),
    placeholderData: keepPreviousData,
    gcTime: MINUTE,
  })
}
