// The real customers: the month of a real shop's ledger that the repository ships, read by the reader of `touchstone replay`
// and moved so that its last order is at a given instant.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { DAY, ok, type Millis, type Result } from '@touchstone/base'
import type { LedgerCustomer, LedgerOrder } from '@touchstone/demo'
import { createFactWriter, isRejected } from '../../../cli/src/replay/facts.ts'
import { parseMapping } from '../../../cli/src/replay/mapping.ts'
import { readFacts } from '../../../cli/src/replay/replay.ts'
import { lastInstant } from '../../../cli/src/replay/summary.ts'

const SAMPLE = fileURLToPath(new URL('../../../../docs/examples/online-retail-sample.csv.gz', import.meta.url))
const MAPPING = new URL('../../../../docs/examples/online-retail.mapping.json', import.meta.url)

/** Where real rows come from, on each of them; see docs/examples/ATTRIBUTION.md. */
export interface Provenance {
  readonly dataset: string
  readonly licence: string
  readonly doi: string
  readonly changes: string
}

export interface RealCall {
  readonly at: Millis
  readonly event: Readonly<Record<string, unknown>>
}

export interface Ledger {
  /** Who has a number in the ledger. */
  readonly customers: readonly LedgerCustomer[]
  /** Every order and refund, guests' too, in the order they happened. */
  readonly calls: readonly RealCall[]
}

interface Written {
  readonly userId?: string
  readonly event: string
  readonly context: { readonly traits: { readonly country: string } }
  readonly properties: { readonly order_id: string; readonly revenue: number }
}

/** Reads the sample. The last order is at `now`. */
export async function readLedger(now: Millis): Promise<Result<Ledger>> {
  const mapping = parseMapping(readFileSync(MAPPING, 'utf8'))
  if (!mapping.ok) return mapping
  const collected = await readFacts(SAMPLE, mapping.value)
  if (!collected.ok) return collected
  const shift = now - lastInstant(collected.value)
  const provenance: Provenance = {
    dataset: 'Online Retail, UCI Machine Learning Repository (Chen, 2015)',
    licence: 'CC BY 4.0',
    doi: '10.24432/C5BW33',
    changes: `one month of it, without descriptions; dates moved by ${(shift / DAY).toFixed(3)} days`,
  }
  const write = createFactWriter(mapping.value, collected.value, shift)
  const calls: RealCall[] = []
  const customers = new Map<string, { country: string; orders: LedgerOrder[] }>()
  for (const group of collected.value.groups.toSorted((a, b) => a.happened - b.happened)) {
    const fact = write(group)
    if (isRejected(fact)) continue
    const at = group.happened + shift
    const event = JSON.parse(fact.text) as Written
    calls.push({ at, event: { ...event, context: { ...event.context, provenance } } })
    if (event.userId === undefined) continue
    const customer = customers.get(event.userId) ?? { country: event.context.traits.country, orders: [] }
    customer.orders.push({ id: event.properties.order_id, at, revenue: event.properties.revenue, isRefund: event.event === 'Order Refunded' })
    customers.set(event.userId, customer)
  }
  return ok({ customers: [...customers].map(([id, rest]) => ({ id, ...rest })), calls })
}
