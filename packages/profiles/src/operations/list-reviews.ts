import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { reviewExample, reviewShape, shownReview } from '../identity/identity-shapes.ts'
import type { IdentityPorts } from '../identity/operation-ports.ts'
import { MAX_WAITING, REVIEW_STATES } from '../identity/review-queue.ts'

export const listReviews = (ports: IdentityPorts) =>
  operation({
    name: 'profiles.list-reviews',
    method: 'GET',
    path: 'profiles/reviews',
    summary: 'Two who may be one person, waiting for somebody to look',
    description:
      'A fact would have made them one, and a rule held it: the fact lost `via` instead. Newest first; a pair is there once, however often facts ask. ' +
      `\`next\` asks for what follows: give it as \`before\`. Those who became one meanwhile are settled. At most ${MAX_WAITING} wait; further ones are not kept until some are decided, then facts ask again.`,
    input: s.object({ state: s.enum(REVIEW_STATES).default('waiting'), limit: s.coerce.number().int().min(1).max(100).default(20), before: s.coerce.number().int().min(1).optional() }),
    output: s.object({ reviews: s.array(reviewShape), waiting: s.number(), next: s.number().nullable() }),
    permission: 'profiles:read',
    audit: 'read the questions about who is who',
    example: { input: {}, output: { reviews: [reviewExample], waiting: 1, next: null } },
    async handler({ state, limit, before }) {
      const { review, reader, engineAt, attempt } = ports
      const found = await attempt(async () => {
        const reviews = await review.list(state, limit, before ?? Number.MAX_SAFE_INTEGER)
        const isOne = ({ one, other }: (typeof reviews)[number]): boolean => reader.person(one) !== 0 && reader.person(one) === reader.person(other)
        const settled = state === 'waiting' ? reviews.filter(isOne).map(({ id }) => id) : []
        await review.settle(settled, engineAt())
        return { reviews: reviews.filter(({ id }) => !settled.includes(id)), waiting: await review.waiting(), next: reviews.length === limit ? reviews.at(-1)!.id : null }
      })
      return found.ok ? ok({ ...found.value, reviews: found.value.reviews.map((one) => shownReview(one, ports)) }) : found
    },
  })
