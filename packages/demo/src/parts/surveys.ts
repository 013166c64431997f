import type { DemoFact, Part } from '../model.ts'

/** How many of the others answer the question whether they would recommend the shop. */
const ANSWERS = 0.3
const WORDS = {
  low: ['I waited two days for one sentence.', 'Nobody answers.', 'I like the things, not the service.'],
  middle: ['Fine, nothing special.', 'Good range, a bit dear.'],
  high: ['I tell everybody.', 'My shelves are full of you.', 'Always what the picture shows.'],
} as const

/** "Would you recommend us?", from 0 to 10, asked in the last week. The role `slow-answer` answers, and low. */
export const surveys: Part = {
  name: 'surveys',
  *facts({ id, role, bought }, calendar, chance): Generator<DemoFact> {
    const at = calendar.daysAgo(chance.between(0.1, 6))
    // Quiet and loyal is only who really says nothing: everyone else who buys as often answers.
    const answers = role === 'slow-answer' || (role !== 'quiet-loyal' && (bought.length >= 3 || chance.happens(ANSWERS)))
    if (!answers) return
    const score = role === 'slow-answer' ? chance.whole(0, 5) : chance.pick([5, 6, 7, 7, 8, 8, 8, 9, 9, 9, 10, 10])
    const comment = chance.pick(score <= 6 ? WORDS.low : score <= 8 ? WORDS.middle : WORDS.high)
    yield { at, channel: 'survey', type: 'track', event: 'NPS Answered', userId: id, properties: { score, comment } }
  },
}
