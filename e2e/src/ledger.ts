// The shop's ledger, read by code of our own, and conditions answered from it with plain loops: what the platform's
// replay, previews and segments are compared with.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { PROJECT } from './server-process.ts'

export const SAMPLE = join(PROJECT, 'docs/examples/online-retail-sample.csv.gz')
export const MAPPING = join(PROJECT, 'docs/examples/online-retail.mapping.json')
const WHOLE = join(PROJECT, '../shared/data/commerce/online-retail.csv.gz')
export const WHOLE_LEDGER = existsSync(WHOLE) ? WHOLE : undefined

const DAY = 86_400_000

export interface Order {
  readonly invoice: string
  /** A guest is somebody else in each invoice. */
  readonly who: string
  readonly isGuest: boolean
  readonly isRefund: boolean
  readonly country: string
  /** The earliest line, milliseconds. */
  at: number
  /** Millionths. */
  revenue: number
}

export function readLedger(file: string): Order[] {
  const [head, ...lines] = gunzipSync(readFileSync(file)).toString().trimEnd().split(/\r?\n/)
  const columns = head.split(',')
  const place = (name: string): number => columns.indexOf(name)
  const [invoice, date, quantity, price, customer, country] = ['InvoiceNo', 'InvoiceDate', 'Quantity', 'UnitPrice', 'CustomerID', 'Country'].map(place)
  const orders = new Map<string, Order>()
  for (const line of lines) {
    const cells = cellsOf(line)
    assert.equal(cells.length, columns.length, line)
    const at = Date.parse(`${cells[date].replace(' ', 'T')}Z`)
    const number = cells[invoice]
    const isGuest = cells[customer] === ''
    const order = orders.get(number) ?? { invoice: number, who: isGuest ? `anonymous_id/guest-${number}` : `user_id/${cells[customer].replace(/\.0$/, '')}`, isGuest, isRefund: number.startsWith('C'), country: cells[country], at, revenue: 0 }
    orders.set(number, order)
    order.at = Math.min(order.at, at)
    order.revenue += Number(cells[quantity]) * millionths(cells[price])
  }
  return [...orders.values()]
}

/** Cells may be quoted, with doubled quotes inside; no cell of this file holds a line break. */
function cellsOf(line: string): string[] {
  if (!line.includes('"')) return line.split(',')
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain)
}

function millionths(decimal: string): number {
  const [, sign, whole, part = ''] = /^(-?)(\d+)(?:\.(\d{1,6}))?$/.exec(decimal)!
  return (sign === '' ? 1 : -1) * Number(whole + part.padEnd(6, '0'))
}

export interface Condition {
  readonly where: string
  /** What the condition says about somebody with these orders at that time. */
  readonly holds: (orders: readonly Order[], asOf: number) => boolean
}

function bought(orders: readonly Order[], asOf: number, days: number): Order[] {
  return orders.filter(({ isRefund, at }) => !isRefund && at > asOf - days * DAY && at <= asOf)
}

/** Bought at least so often. */
export function often(least: number, days: number): Condition {
  return { where: `count("Order Completed") in last ${days} days >= ${least}`, holds: (orders, asOf) => bought(orders, asOf, days).length >= least }
}

/** Bought for at least so much, and then went quiet. */
export function quiet(least: number, days: number, silence: number): Condition {
  return {
    where: `sum("Order Completed".revenue) in last ${days} days >= ${least} and not did "Order Completed" in last ${silence} days`,
    holds: (orders, asOf) => bought(orders, asOf, days).reduce((sum, { revenue }) => sum + revenue, 0) >= least * 1_000_000 && bought(orders, asOf, silence).length === 0,
  }
}

/** Lives there (by the latest order) and has returned something. */
export function returning(...countries: readonly string[]): Condition {
  return {
    where: `country in (${countries.map((one) => JSON.stringify(one)).join(', ')}) and did "Order Refunded"`,
    holds(orders, asOf) {
      const known = orders.filter(({ at }) => at <= asOf).sort((a, b) => a.at - b.at)
      return known.some(({ isRefund }) => isRefund) && countries.includes(known.at(-1)!.country)
    },
  }
}

/** Everyone for whom the condition holds: the identifiers, sorted. */
export function whoAt(ledger: readonly Order[], { holds }: Condition, asOf: number): string[] {
  const byPerson = Map.groupBy(ledger, ({ who }) => who)
  return [...byPerson].filter(([, orders]) => orders.some(({ at }) => at <= asOf) && holds(orders, asOf)).map(([who]) => who).sort()
}
