// Whether this is the demo world: then there is a shop in which one can be a customer. Anybody may know.
import { queryOptions } from '@tanstack/react-query'
import type { Millis } from '@touchstone/base'
import { CallFailed } from './client.ts'
import { keys } from './keys.ts'

export interface Demo {
  /** Where the shop is, on this server. */
  readonly shop: string
  readonly startedAt: Millis
  readonly truthsHoldUntil: Millis
}

export const demoQuery = queryOptions({
  queryKey: keys.demo,
  queryFn: async ({ signal }): Promise<Demo | null> => {
    try {
      const answer = await fetch('/status.json', { signal })
      return answer.ok ? (((await answer.json()) as { readonly demo?: Demo }).demo ?? null) : null
    } catch (error) {
      throw new CallFailed({ code: 'client.unreachable', message: String(error) })
    }
  },
})
