// Microsegments for a newcomer: one of each kind that the language has, named as staff would name them. Those that name
// another come after it.

export interface ReadySegment {
  readonly name: string
  readonly description: string
  readonly where: string
  /** It compares people with each other, so it is made when all of them are there. These stand at the end of the list. */
  readonly ranks?: true
}

export const READY_SEGMENTS: readonly ReadySegment[] = [
  { name: 'In the shop now', description: 'Looked at something in the last five minutes.', where: 'did "Product Viewed" in last 5 minutes' },
  { name: 'Left at the checkout', description: 'Started to check out and had not ordered ten minutes later. People enter by the passing of time alone.', where: '"Cart Updated" then "Checkout Started" within 15 minutes and not "Order Completed" within 10 minutes after in last 1 day' },
  { name: 'Repeat buyers', description: 'At least three orders in thirty days. These orders are real.', where: 'count("Order Completed") in last 30 days >= 3' },
  { name: 'Going quiet', description: 'Spent at least 300 pounds in thirty days, but nothing in the last fourteen.', where: 'sum("Order Completed".revenue) in last 30 days >= 300 and did not "Order Completed" in last 14 days' },
  { name: 'Good customers in no hurry', description: 'Spent a thousand pounds and order about once a fortnight, or less often: two computed traits.', where: 'lifetime_value >= 1000 and days_between_orders >= 14' },
  { name: 'Let down by a late parcel', description: 'It came late, they said so, and they have not ordered since.', where: 'did "Order Delivered" where late = true and did "Delivery Rated" where stars <= 2 and did not "Order Completed" in last 14 days' },
  { name: 'Cannot pay in the app', description: 'A payment failed in the app and none worked after it in the same hour.', where: '"Payment Started" then "Payment Failed" within 5 minutes and not "Payment Succeeded" within 1 hour after in last 14 days' },
  { name: 'Tired of our e-mails', description: 'Five e-mails or more in thirty days, and not one in ten opened.', where: 'count("Email Sent") in last 30 days >= 5 and count("Email Opened") in last 30 days / count("Email Sent") in last 30 days < 0.1' },
  { name: 'Would not recommend us', description: 'The latest answer to "would you recommend us?" was 6 or less.', where: 'last("NPS Answered".score) <= 6' },
  { name: 'Buys abroad', description: 'Has an account and lives outside the United Kingdom.', where: 'account exists and country exists and country != "United Kingdom"' },
  { name: 'Birthday within a week', description: 'The birthday itself is sealed; the day without its year may be asked about.', where: 'birth_day anniversary in next 7 days in their zone else "Europe/London"' },
  { name: 'Curious all week', description: 'At any moment of the last seven days, they had looked at something in the seven days before it.', where: '(count("Product Viewed") in last 7 days >= 1) for 7 days' },
  { name: 'Test group of the newsletter', description: 'A stable tenth of everyone, drawn by their number.', where: 'random share 10% of "newsletter test"' },
  { ranks: true, name: 'Top five percent', description: 'The twentieth of all buyers who spent most in thirty days.', where: 'top 5% by sum("Order Completed".revenue) in last 30 days' },
  { ranks: true, name: 'Top and steady', description: 'Among the top five percent and not going quiet: a segment made of two others.', where: 'segment("Top five percent") and not segment("Going quiet")' },
]
