import { queryOptions } from '@tanstack/react-query'
import { answerOf, client } from './client.ts'
import { keys } from './keys.ts'

/** All segments that are not archived. Sizes follow the live line. */
export const segmentsQuery = queryOptions({ queryKey: keys.segments.list, queryFn: ({ signal }) => answerOf(client.segments.listSegments({}, { signal })) })
