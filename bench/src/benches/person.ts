// One person with a long history: what the next fact costs the engine after 100, 10,000 and 100,000 facts, with conditions of
// every kind over the events of that history.
import { segmentTexts } from '../load/segments.ts'
import { allKindsTexts } from '../load/all-kinds.ts'
import { eventText, MARKS, WIDTHS } from '../load/event-texts.ts'
import { Random } from '../load/random.ts'
import { progress, type Report } from '../report.ts'
import { EngineRig } from './engine-rig.ts'

const HISTORIES = [100, 10_000, 100_000]
const WARM_UP = 5_000
const PEOPLE = 4
/** Facts per person that are measured, in batches with a few of each person. */
const MEASURED = 600
const PER_BATCH = 25
const DAY = 86_400_000
/** Each history fills so many days, whatever its length. */
const DAYS = 80

/** What looks at most of the history at once. */
const PAST = ['(count("Product Viewed") in last 3 days >= 1) for 70 days', 'entered (count("Product Viewed") in last 1 hour >= 3) in last 70 days', '(count("Product Clicked") in last 2 days >= 2) for 60 days']

export async function personBench(report: Report): Promise<void> {
  // The first people only make the code warm.
  await measure(WARM_UP)
  let floor: number | undefined
  for (const length of HISTORIES) {
    const cpu = await measure(length)
    progress(`person: ${cpu.toFixed(1)} µs per fact after ${length} facts`)
    floor ??= cpu
    report.figure(`cpu_after_${length}_facts`, cpu, 'µs/event', { floor, ratio: cpu / floor, target: 'ratio about 1' })
  }
}

async function measure(length: number): Promise<number> {
  const rig = new EngineRig()
  try {
    await rig.define([...segmentTexts(50), ...allKindsTexts(330).slice(200), ...PAST.map((where) => ({ name: where, where }))])
    const facts = new Facts(rig)
    const perBatch = Math.min(100, length)
    for (let made = 0; made < length; made += perBatch) {
      await facts.send(perBatch)
      rig.pass((DAYS * DAY * perBatch) / length)
      if (made % 2_000 === 0) await rig.run()
    }
    await rig.run()
    let cpu = 0
    for (let made = 0; made < MEASURED; made += PER_BATCH) {
      await facts.send(PER_BATCH)
      cpu += (await rig.run()).cpu * PER_BATCH * PEOPLE
      rig.pass(60_000)
    }
    return cpu / (MEASURED * PEOPLE)
  } finally {
    await rig.close()
  }
}

/** Track calls of a few people, in turn. */
class Facts {
  readonly #rig: EngineRig
  readonly #random = new Random(7)
  #messages = 0

  constructor(rig: EngineRig) {
    this.#rig = rig
  }

  async send(each: number): Promise<void> {
    const events: object[] = []
    for (let i = 0; i < each; i++) for (let person = 0; person < PEOPLE; person++) events.push(this.#event(person))
    for (let from = 0; from < events.length; from += 100) await this.#rig.send(events.slice(from, from + 100))
  }

  #event(person: number): object {
    const fill = { message: String(this.#messages++), time: new Date(this.#rig.now).toISOString(), person: String(person) }
    let text = eventText('plain', this.#random)
    for (const mark of ['message', 'time', 'person'] as const) text = text.replaceAll(MARKS[mark].repeat(WIDTHS[mark]), fill[mark].padStart(WIDTHS[mark], '0'))
    return JSON.parse(text) as object
  }
}
