import type { FieldHelp, OperationHelp } from '@touchstone/client'
import { flagOf } from './operation-input.ts'
import { MATCH_OPTIONS, OPTIONS, REPLAY_OPTIONS, TAIL_OPTIONS } from './options.ts'
import type { Option } from './options.ts'

type Table = readonly (readonly [left: string, right: string])[]

/** `touchstone --help` */
export function helpOfAll(operations: readonly OperationHelp[]): string {
  const rooms = [...new Set(operations.map((one) => one.name.split('.')[0]))].sort()
  const about = (room: string): string => operations.filter((one) => one.name.startsWith(`${room}.`)).map((one) => one.name.slice(room.length + 1)).join(', ')
  return `Usage: touchstone <room> <verb-noun> [value …] [--field value …]
       touchstone tail | replay | match …

Rooms (touchstone <room> --help for each)
${columns(rooms.map((room) => [room, about(room)]))}
Other commands
${columns([['tail', 'print facts and membership changes as they are processed'], ['replay', 'send a history from a CSV file through the public HTTP API'], ['match', 'say which rows of a CSV file are likely one person, and who they are']])}
Every command
${optionHelp(OPTIONS)}`
}

/** `touchstone <room> --help` */
export function helpOfRoom(room: string, operations: readonly OperationHelp[]): string {
  const lines = operations.filter((one) => one.name.startsWith(`${room}.`)).map((one) => [one.name.slice(room.length + 1), one.summary] as const)
  return `Usage: touchstone ${room} <verb-noun> …   (add --help to any of them)\n\n${columns(lines)}`
}

/** `touchstone <room> <verb-noun> --help` */
export function helpOfOperation(operation: OperationHelp): string {
  const inPath = operation.fields.filter((field) => field.place === 'path')
  const [room, verb] = operation.name.split('.')
  const usage = `touchstone ${room} ${verb}${inPath.map((field) => ` <${field.name}>`).join('')}${operation.fields.length > inPath.length ? ' [--field value …]' : ''}`
  const fields = operation.fields.map((field) => [label(field), explained(field)] as const)
  return `${operation.summary}.${operation.description === undefined ? '' : `\n${operation.description}`}

Usage: ${usage}${operation.fileType === undefined ? '' : ' --out <file>'}
Needs ${operation.permission}; ${operation.method} /api/${operation.path}
${fields.length === 0 ? '' : `\nFields\n${columns(fields)}`}
Example
  ${exampleOf(operation)}
${indented(operation.fileType === undefined ? JSON.stringify(operation.example.output, null, 2) : String(operation.example.output))}
`
}

export function helpOfReplay(): string {
  return `Sends a history from a CSV file (gzip when its name ends in .gz) through the public HTTP API.

Usage: touchstone replay <file> --mapping <file> [--write-key <key>] …

${optionHelp(REPLAY_OPTIONS)}
Sending the same file again under the same mapping name makes no duplicates within a day; with --resume it never does.
Example
  touchstone replay docs/examples/online-retail-sample.csv.gz --mapping docs/examples/online-retail.mapping.json --shift-to-now
`
}

export function helpOfMatch(): string {
  return `Says which rows of a CSV file (gzip when its name ends in .gz) are likely one person, and which known people they likely are.
It only proposes. The list stays in the server's memory while it is compared, and nowhere else.

Usage: touchstone match <file> --given <column> --family <column> … [--id <column>]

${optionHelp(MATCH_OPTIONS)}
Example
  touchstone match fair.csv --name Name --birth Born --email Mail --id No --delimiter ';'
`
}

export function helpOfTail(): string {
  return `Prints facts and membership changes as they are processed, until Ctrl-C. With --json one JSON object per line.

Usage: touchstone tail [--segment <id>] [--person <n>] [--event <name>]

${optionHelp(TAIL_OPTIONS)}`
}

/** The example's input as somebody would type it into a POSIX shell. */
export function exampleOf(operation: OperationHelp): string {
  const words = ['touchstone', ...operation.name.split('.')]
  for (const field of operation.fields) {
    const value = operation.example.input[field.name]
    if (value === undefined) continue
    if (field.place === 'path') words.push(quoted(String(value)))
    else if (value === true && field.kind === 'boolean') words.push(`--${flagOf(field.name)}`)
    else if (value === false && field.kind === 'boolean') words.push(`--no-${flagOf(field.name)}`)
    else for (const one of field.kind === 'list' && Array.isArray(value) ? value : [value]) words.push(`--${flagOf(field.name)}`, quoted(typeof one === 'string' ? one : JSON.stringify(one)))
  }
  return [...words, ...(operation.fileType === undefined ? [] : ['--out', 'FILE'])].join(' ')
}

function quoted(text: string): string {
  return /^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}

function label(field: FieldHelp): string {
  return field.place === 'path' ? `<${field.name}>` : `--${flagOf(field.name)}${field.kind === 'boolean' ? '' : ' <value>'}`
}

function explained(field: FieldHelp): string {
  const notes = [field.type, ...(field.required ? ['required'] : []), ...(field.kind === 'list' ? ['may be repeated'] : [])]
  return `${field.description === undefined ? '' : `${field.description.replace(/\.$/, '')}; `}${notes.join(', ')}`
}

function optionHelp(table: Readonly<Record<string, Option>>): string {
  return columns(Object.values(table).map((option) => [`--${option.flag}${option.value === undefined ? '' : ` <${option.value}>`}`, [option.help, ...(option.env === undefined ? [] : [`or ${option.env}`]), ...(option.fallback === undefined ? [] : [`otherwise ${option.fallback}`])].join('; ')]))
}

function columns(table: Table): string {
  const width = Math.max(0, ...table.map(([left]) => left.length))
  return table.map(([left, right]) => `  ${left.padEnd(width)}  ${right}\n`).join('')
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '  ')
}
