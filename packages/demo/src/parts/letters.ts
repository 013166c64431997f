import { HOUR, MINUTE } from '@touchstone/base'
import type { DemoFact, Part } from '../model.ts'

const NEWSLETTER_DAYS = [26, 19, 12, 5] as const
const LOUD_DAYS = [24, 17, 10, 3] as const
export const LOUD_SUBJECT = 'Last chance!!! 24 hours only'
const SUBJECTS = ['What is new this week', 'Made by hand: six potters', 'Gifts that arrive in time', 'Your winter list'] as const

/**
 * E-mails: a newsletter a week for all subscribers, and one loud subject. Most get it once or twice; two groups get all
 * four. Of those, the worn-out open nothing any more after the second and unsubscribe after the last.
 */
export const letters: Part = {
  name: 'letters',
  *facts({ id, role, isSubscribed }, calendar, chance): Generator<DemoFact> {
    if (!isSubscribed) return
    const isWornOut = role === 'worn-out'
    const habit = chance.between(0.15, 0.75)
    const track = (at: number, event: string, properties: Record<string, unknown>): DemoFact => ({ at, channel: 'email', type: 'track', event, userId: id, properties })
    const letter = function* (days: number, campaign: string, subject: string, opens: number): Generator<DemoFact> {
      const at = calendar.daysAgo(days) + chance.whole(0, 90) * MINUTE
      yield track(at, 'Email Sent', { campaign, subject })
      const openedAt = at + chance.whole(3, 600) * MINUTE
      if (!chance.happens(opens)) return
      yield track(openedAt, 'Email Opened', { campaign, subject })
      if (chance.happens(0.25)) yield track(openedAt + chance.whole(1, 5) * MINUTE, 'Email Clicked', { campaign, subject })
    }
    const tiredSince = isWornOut ? LOUD_DAYS[1] : 0
    for (const [week, days] of NEWSLETTER_DAYS.entries()) yield* letter(days, 'newsletter', SUBJECTS[week], days > tiredSince ? habit : 0)
    const many = isWornOut || role === 'thick-skinned'
    const loud = many ? LOUD_DAYS : LOUD_DAYS.slice(chance.whole(2, 4))
    for (const days of loud) yield* letter(days, 'last-chance', LOUD_SUBJECT, days > tiredSince ? habit * 0.6 : 0)
    const leaves = isWornOut || (!many && chance.happens(0.02))
    if (leaves) yield track(calendar.daysAgo(isWornOut ? LOUD_DAYS[3] : 2) + chance.whole(2, 40) * HOUR, 'Email Unsubscribed', { campaign: isWornOut ? 'last-chance' : 'newsletter' })
  },
}
