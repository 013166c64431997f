import { printable, printableJson } from './terminal.ts'

/** Widest a cell of a table gets, in characters. */
const WIDEST = 48

/** An answer as text: pretty JSON, JSON on one line, or a table when there is a list in it. */
export function outputText(value: unknown, form: { readonly json: boolean; readonly table: boolean }): string {
  if (form.json) return `${printableJson(value)}\n`
  const list = form.table ? listIn(value) : undefined
  return list === undefined ? `${printableJson(value, 2)}\n` : tableText(list.rows) + restText(list.rest)
}

type Row = Readonly<Record<string, unknown>>

/** The answer itself when it is a list of objects, or its only field that is one, with the other fields apart. */
function listIn(value: unknown): { readonly rows: readonly Row[]; readonly rest: Row } | undefined {
  if (isRows(value)) return { rows: value, rest: {} }
  if (typeof value !== 'object' || value === null) return undefined
  const lists = Object.entries(value).filter(([, inner]) => isRows(inner))
  if (lists.length !== 1) return undefined
  const [name, rows] = lists[0]
  return { rows: rows as readonly Row[], rest: Object.fromEntries(Object.entries(value).filter(([other]) => other !== name)) }
}

function isRows(value: unknown): value is readonly Row[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null && !Array.isArray(one))
}

function tableText(rows: readonly Row[]): string {
  if (rows.length === 0) return '(nothing)\n'
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const cells = rows.map((row) => names.map((name) => cell(row[name])))
  const numeric = names.map((name) => rows.every((row) => row[name] === undefined || typeof row[name] === 'number'))
  const widths = names.map((name, index) => Math.max(name.length, ...cells.map((line) => line[index].length)))
  const line = (texts: readonly string[]): string => `${texts.map((text, index) => (numeric[index] ? text.padStart(widths[index]) : text.padEnd(widths[index]))).join('  ').trimEnd()}\n`
  return [names, ...cells].map(line).join('')
}

function cell(value: unknown): string {
  if (value === undefined || value === null) return ''
  const text = printable(typeof value === 'string' ? value : JSON.stringify(value))
  return text.length > WIDEST ? `${text.slice(0, WIDEST - 1)}…` : text
}

function restText(rest: Row): string {
  return Object.entries(rest).map(([name, value]) => `${name}: ${cell(value)}\n`).join('')
}
