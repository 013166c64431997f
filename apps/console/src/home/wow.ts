/** What a newcomer types first: short enough to see both ends of it within a minute. */
export const WOW = 'did "Cart Updated" in last 30 seconds and not did "Order Completed" in last 30 seconds'

/** The same condition, however it is laid out. */
export function isWow(where: string): boolean {
  return where.replaceAll(/\s+/g, ' ').trim().toLowerCase() === WOW.toLowerCase()
}
