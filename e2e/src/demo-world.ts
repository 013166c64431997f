// The demo world worked out by code that shares nothing with the server: the ledger by our own reader, what was invented by
// the generator, and who is in a condition by the language's slow and obvious definition.
import { SEED, TRUTHS, pastOf, type LedgerCustomer } from '@touchstone/demo'
import { peopleOf, whoIsIn, type TestedCall } from '@touchstone/demo/testing'
import { SAMPLE, readLedger } from './ledger.ts'
import { must, type ServerProcess } from './server-process.ts'

export interface Expected {
  readonly realFacts: number
  readonly customers: number
  readonly invented: number
  /** How many people each check of each truth has, by its condition. */
  readonly checks: ReadonlyMap<string, number>
}

/** What a demo world that began at this instant must hold; the living part is not in it. */
export function demoWorld(startedAt: number): Expected {
  const ledger = readLedger(SAMPLE).sort((a, b) => a.at - b.at)
  const shift = startedAt - ledger.at(-1)!.at
  const customers = new Map<string, LedgerCustomer & { orders: LedgerCustomer['orders'][number][] }>()
  const calls: TestedCall[] = []
  for (const { invoice, who, isGuest, isRefund, country, at, revenue } of ledger) {
    const id = who.slice(who.indexOf('/') + 1)
    const event = isRefund ? 'Order Refunded' : 'Order Completed'
    calls.push({ at: at + shift, event: { type: 'track', event, ...(isGuest ? { anonymousId: id } : { userId: id }), context: { traits: { country } }, properties: { order_id: invoice, revenue: revenue / 1e6 } } })
    if (isGuest) continue
    const customer = customers.get(id) ?? { id, country, orders: [] }
    customer.orders.push({ id: invoice, at: at + shift, revenue: revenue / 1e6, isRefund })
    customers.set(id, customer)
  }
  const past = pastOf(SEED, [...customers.values()], startedAt)
  const people = peopleOf([...calls, ...past.calls])
  const checks = new Map(TRUTHS.flatMap((truth) => truth.checks).map(({ where }) => [where, whoIsIn(people, where, startedAt).length]))
  return { realFacts: ledger.length, customers: customers.size, invented: past.calls.length, checks }
}

/** What the platform finds for each check. */
export async function findTruths({ client }: ServerProcess, asOf?: number): Promise<Map<string, number>> {
  const found = new Map<string, number>()
  for (const { where } of TRUTHS.flatMap((truth) => truth.checks)) {
    found.set(where, must(await client.segments.previewSegment({ where, sample: 0, ...(asOf === undefined ? {} : { asOf: new Date(asOf).toISOString() }) })).count)
  }
  return found
}

/** When the demo world of this server began. */
export async function startOf({ address }: ServerProcess): Promise<number> {
  const { demo } = (await (await fetch(`${address}/status.json`)).json()) as { demo: { startedAt: number } }
  return demo.startedAt
}
