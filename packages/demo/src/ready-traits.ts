// Computed traits for a newcomer: one of each kind, defined before the segments, some of which name them.

export interface ReadyTrait {
  readonly name: string
  readonly description: string
  readonly expression: string
  /** For docs/demo.md: a condition that names it, about customers of the ledger, whom the living world does not move. */
  readonly check: { readonly asks: string; readonly where: string }
}

export const READY_TRAITS: readonly ReadyTrait[] = [
  { name: 'lifetime_value', description: 'Revenue of all orders.', expression: 'sum("Order Completed".revenue)', check: { asks: 'spent a thousand pounds or more', where: 'account = "trade" and lifetime_value >= 1000' } },
  { name: 'average_basket', description: 'Revenue per order.', expression: 'lifetime_value / count("Order Completed")', check: { asks: 'order for three hundred pounds or more at a time', where: 'account = "trade" and average_basket >= 300' } },
  { name: 'favourite_category', description: 'What they look at most, views of the month before counting half.', expression: 'favourite("Product Viewed".category) fading by half every 30 days', check: { asks: 'like kitchen things best, and looked at nothing else', where: 'account = "trade" and favourite_category = "Kitchen" and not did "Product Viewed" where category != "Kitchen"' } },
  { name: 'last_channel', description: 'How they asked support last.', expression: 'last("Support Requested".way)', check: { asks: 'wrote a chat message last', where: 'account = "trade" and last_channel = "chat"' } },
  { name: 'days_between_orders', description: 'Mean number of days from one order to the next.', expression: 'gap("Order Completed")', check: { asks: 'order again within a week', where: 'account = "trade" and days_between_orders < 7' } },
]
