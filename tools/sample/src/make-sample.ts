import { gzipSync } from 'node:zlib'
import { fail, ok } from '@touchstone/base'
import type { Result } from '@touchstone/base'
import { readCsv } from '../../../apps/cli/src/replay/csv.ts'

/** The columns that are kept. The description of an article is left out: no mapping needs it, and it is a third of the file. */
const KEPT = ['InvoiceNo', 'StockCode', 'Quantity', 'InvoiceDate', 'UnitPrice', 'CustomerID', 'Country'] as const

export interface Sample {
  /** Gzipped CSV; the same input gives the same bytes. */
  readonly bytes: Buffer
  readonly lines: number
  readonly invoices: number
}

/**
 * The last part of the Online Retail ledger: every line of every invoice whose earliest line is not before `from`
 * (`YYYY-MM-DD`). An invoice that began earlier is left out whole, so no order in the sample is half an order.
 */
export async function makeSample(file: string, from: string): Promise<Result<Sample>> {
  const began = new Map<string, string>()
  const lines: { readonly invoice: string; readonly text: string }[] = []
  let places: number[] = []
  const read = await readCsv(
    file,
    {},
    (header) => {
      places = KEPT.map((column) => header.indexOf(column))
      return places.includes(-1) ? fail('sample.column-missing', `${file} must have the columns ${KEPT.join(', ')}; it has ${header.join(', ')}`) : ok(undefined)
    },
    (fields) => {
      const kept = places.map((place) => fields[place])
      const [invoice, , , date] = kept
      const earliest = began.get(invoice)
      if (earliest === undefined || date < earliest) began.set(invoice, date)
      lines.push({ invoice, text: kept.map(cell).join(',') })
      return undefined
    },
  )
  if (!read.ok) return read
  const inside = lines.filter((line) => (began.get(line.invoice) ?? '') >= from)
  const text = `${KEPT.join(',')}\n${inside.map((line) => `${line.text}\n`).join('')}`
  return ok({ bytes: gzipSync(text, { level: 9 }), lines: inside.length, invoices: new Set(inside.map((line) => line.invoice)).size })
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
