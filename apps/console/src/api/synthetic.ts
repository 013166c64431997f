import { queryOptions } from '@tanstack/react-query'
import { answerOf, client } from './client.ts'
import { keys } from './keys.ts'

/** Whether this installation holds invented facts: then every screen says so. */
export const syntheticQuery = queryOptions({ queryKey: keys.synthetic, queryFn: ({ signal }) => answerOf(client.profiles.countSynthetic({}, { signal })) })
