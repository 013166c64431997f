import { DAY, HOUR } from '@touchstone/base'
import { lateOrderOf } from '../cast.ts'
import type { DemoFact, Part } from '../model.ts'

const CARRIERS = ['Parcel One', 'Swift Post', 'Green Wheels'] as const
const GOOD_WORDS = ['Came early, well packed.', 'All as ordered.', 'Friendly driver.', 'Nothing to complain about.'] as const
const BAD_WORDS = ['A week late and nobody told me.', 'I had to ask three times where it was.', 'Too late for the fair I bought it for.'] as const
/** How often somebody says how it went. */
const RATES = 0.4
/** Late parcels that nobody minds. */
const HARMLESS_DELAYS = 0.04

/** Parcels and what people say about them. The late parcels of two roles are where one of the planted truths begins. */
export const deliveries: Part = {
  name: 'deliveries',
  *facts(persona, calendar, chance): Generator<DemoFact> {
    const { id, role, bought } = persona
    const lateOrder = lateOrderOf(persona, calendar.now)
    const track = (at: number, event: string, properties: Record<string, unknown>): DemoFact => ({ at, channel: event === 'Delivery Rated' ? 'survey' : 'delivery', type: 'track', event, userId: id, properties })
    for (const order of bought) {
      const isPlanted = order.id === lateOrder
      const late = isPlanted || (role === 'ordinary' && chance.happens(HARMLESS_DELAYS))
      const took = isPlanted ? chance.between(8, 10) : late ? chance.between(5, 7) : chance.between(1.5, 3.5)
      const at = order.at + took * DAY
      yield track(at, 'Order Delivered', { order_id: order.id, late, days: Math.ceil(took), carrier: isPlanted ? CARRIERS[1] : chance.pick(CARRIERS) })
      const words = chance.pick(isPlanted ? BAD_WORDS : GOOD_WORDS)
      const stars = isPlanted ? chance.whole(1, 2) : chance.whole(late ? 3 : 4, 5)
      if (isPlanted || (role !== 'quiet-loyal' && chance.happens(RATES))) yield track(at + chance.whole(4, 30) * HOUR, 'Delivery Rated', { order_id: order.id, stars, comment: words })
    }
  },
}
