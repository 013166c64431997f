// The one file that knows csv-stringify. A cell that a spreadsheet would take for a formula (its text begins with = + - @,
// a tab or a line break) gets an apostrophe in front, which spreadsheets take for "this is text"; and every text stands in
// quotes, so that no reader who separates by other signs than a comma finds a formula inside. Numbers are left alone.
import { stringify } from 'csv-stringify/sync'

export type Cell = string | number | boolean | undefined

/** Tells spreadsheets that the text is UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF'

/** Lines of CSV (RFC 4180), each with its end. */
export function csvLines(rows: readonly (readonly Cell[])[]): string {
  const cells = rows.map((row) => row.map(asText))
  return stringify(cells, { record_delimiter: '\r\n', quoted_string: true, escape_formulas: true, cast: { boolean: String } })
}

/** A line feed may begin a formula as well as a carriage return; the library leaves it alone. */
function asText(cell: Cell): Cell {
  return typeof cell === 'string' && cell.startsWith('\n') ? `'${cell}` : cell
}
