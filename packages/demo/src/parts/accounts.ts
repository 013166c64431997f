import { HOUR } from '@touchstone/base'
import type { Part } from '../model.ts'

/** Days before now when those are first seen who have no order in the ledger's month. */
const FIRST_SEEN_DAYS = 29

/** Everyone of the ledger gets a name and an account; the country is the ledger's, so it is not given again. */
export const accounts: Part = {
  name: 'accounts',
  *facts({ id, name, email, birthday, timezone, isSubscribed, orders }, calendar, chance) {
    const first = orders[0]?.at ?? calendar.daysAgo(FIRST_SEEN_DAYS)
    yield {
      at: first - chance.whole(1, 20) * HOUR,
      channel: 'web',
      type: 'identify',
      userId: id,
      anonymousId: `demo-web-${id}`,
      traits: { name, email, birthday, account: 'trade', newsletter: isSubscribed },
      context: { timezone },
    }
  },
}
