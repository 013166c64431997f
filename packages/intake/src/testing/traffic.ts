// Traffic of a source as it might be: days and nights, quieter weekends, and more unevenness than a Poisson process has.
import { DAY, MINUTE } from '@touchstone/base'
import { BEGINS_BELOW, ENDS_ABOVE, judgeCount, judgeShare } from '../watch/moved.ts'
import { SourceMinutes, type MinuteCount } from '../watch/source-minutes.ts'

/** The same every time (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

export function poisson(mean: number, random: () => number): number {
  if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)))
  let [count, product] = [0, random()]
  for (const limit = Math.exp(-mean); product > limit; count++) product *= random()
  return count
}

export interface Traffic {
  /** Facts a minute at noon. */
  readonly rate: number
  /** How much the rate of ten minutes wanders (standard deviation of its logarithm): 0 is a Poisson process. */
  readonly uneven: number
  /** Share of facts that are late. */
  readonly late: number
}

export const TRAFFIC_BEGAN = 1_760_000_000_000 - (1_760_000_000_000 % DAY)

/** Minute by minute for so many days, with the days and nights of a shop and quieter weekends. */
export function simulate({ rate, uneven, late }: Traffic, days: number, random: () => number): MinuteCount[] {
  const counts: MinuteCount[] = []
  let wander = 1
  for (let i = 0; i < (days * DAY) / MINUTE; i++) {
    if (i % 10 === 0) wander = Math.exp(uneven * normal(random))
    const hour = (i % 1440) / 60
    const isWeekend = Math.floor(i / 1440) % 7 >= 5
    const mean = rate * (0.15 + 0.85 * Math.sin((Math.PI * hour) / 24) ** 2) * (isWeekend ? 0.6 : 1) * wander
    const facts = poisson(mean, random)
    let behind = 0
    for (let f = 0; f < facts; f++) if (random() < late) behind++
    counts.push({ minute: TRAFFIC_BEGAN + i * MINUTE, facts, late: behind })
  }
  return counts
}

/** A source that is known up to the minute with this number. */
export function known(counts: readonly MinuteCount[], through: number): SourceMinutes {
  const minutes = new SourceMinutes(TRAFFIC_BEGAN + through * MINUTE)
  minutes.add(counts.slice(Math.max(0, through - 44_000), through + 1), TRAFFIC_BEGAN + through * MINUTE)
  return minutes
}

/** Alarms in the days behind the first four weeks, on volume and on lateness, minute by minute, as the keeper raises them. */
export function alarmsOf(counts: readonly MinuteCount[], days: number): { volume: number; late: number } {
  const all = { volume: 0, late: 0 }
  const lasting = { volume: false, late: false }
  for (let day = 28; day < 28 + days; day++) {
    const minutes = known(counts, (day + 1) * 1440 - 1)
    for (let i = day * 1440; i < (day + 1) * 1440; i++) {
      const at = TRAFFIC_BEGAN + i * MINUTE
      const [now, others] = [minutes.stretch(at), minutes.others(at)]
      const judged = { volume: judgeCount(now.whole, others.map(({ whole }) => whole)), late: judgeShare(now, others) }
      for (const kind of ['volume', 'late'] as const) {
        const judgement = judged[kind]
        if (judgement === undefined) continue
        if (!lasting[kind] && judgement.chance < BEGINS_BELOW) all[kind]++
        if (judgement.chance < BEGINS_BELOW) lasting[kind] = true
        else if (judgement.chance > ENDS_ABOVE) lasting[kind] = false
      }
    }
  }
  return all
}

/** Sources of all kinds: small and large, even and uneven. */
export const KINDS: readonly Traffic[] = [{ rate: 2, uneven: 0, late: 0.02 }, { rate: 30, uneven: 0.1, late: 0.01 }, { rate: 300, uneven: 0.2, late: 0.02 }, { rate: 15, uneven: 0.3, late: 0.1 }]
