// Words of the parts that every screen is made of.
export const figures = {
  now: 'now',
  estimate: (low: string, high: string, percent: number, how: string) => `Between ${low} and ${high} with ${percent}% confidence. ${how}`,
} as const

export const freshness = {
  live: 'Live',
  liveWhy: 'Changes appear here as they happen.',
  liveAt: (time: string) => `True at ${time}. Changes appear here as they happen.`,
  behind: (duration: string) => `${duration} behind`,
  behindWhy: 'Facts are arriving faster than they are processed; the figure follows.',
  stale: (time: string) => `As of ${time}`,
  staleWhy: 'The connection to the server is lost, so this may have changed since.',
} as const

export const states = {
  loading: (what: string) => `Loading ${what}…`,
  missing: 'Not here',
  away: 'The server does not answer',
  failed: 'This did not work',
  forbidden: 'You may not see this',
  retry: 'Try again',
  screen: 'This screen has not been opened before and cannot be loaded now.',
  chart: 'The chart could not be loaded. Try again',
} as const

export const table = {
  asking: 'Loading more…',
  onItsWay: 'Loading',
  columns: 'Choose columns',
} as const
