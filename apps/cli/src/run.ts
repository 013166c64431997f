import { parseArgs } from 'node:util'
import { nearest, ok } from '@touchstone/base'
import type { Failure, Result } from '@touchstone/base'
import { ROUTES, STREAMS, StreamRefused, connect } from '@touchstone/client'
import type { OperationHelp, RouteTable, StreamTable, Streams } from '@touchstone/client'
import { REFERENCE } from '@touchstone/client/reference'
import { helpOfAll, helpOfMatch, helpOfOperation, helpOfReplay, helpOfRoom, helpOfTail } from './help.ts'
import { matchList } from './match/match-list.ts'
import { matchText } from './match/match-text.ts'
import { flagFailure, readOperationInput } from './operation-input.ts'
import { MATCH_OPTIONS, OPTIONS, REPLAY_OPTIONS, TAIL_OPTIONS, flagTypes, readOptions, wholeNumber } from './options.ts'
import type { Values } from './options.ts'
import { pointAt } from './point-at.ts'
import { outputText } from './print-output.ts'
import { reportText } from './replay/report-text.ts'
import { replay } from './replay/replay.ts'
import { saveDownload } from './save-download.ts'
import { tailLine } from './tail-line.ts'
import { printable, printableJson } from './terminal.ts'
import type { Terminal } from './terminal.ts'

/** What the command line knows: the operations of this release, or those of a test. */
export interface Vocabulary {
  readonly routes: RouteTable
  readonly streams: StreamTable
  readonly reference: readonly OperationHelp[]
}

export const RELEASE: Vocabulary = { routes: ROUTES, streams: STREAMS, reference: REFERENCE }

const USAGE = 2
const FAILED = 1

type Flags = Readonly<Record<string, unknown>>

/** Runs one command. Gives the exit code: 0 it worked, 1 it did not, 2 the command line was wrong. */
export async function run(argv: readonly string[], terminal: Terminal, vocabulary: Vocabulary = RELEASE): Promise<number> {
  const leading = leadingFlags(argv)
  if (!leading.ok) return tell(terminal, leading.failure, {})
  const { flags, rest } = leading.value
  const [word, ...args] = rest
  const helping = flags.help === true || args.includes('--help')
  if (word === undefined || word === 'help') {
    terminal.out(helpOfAll(vocabulary.reference))
    return word === undefined && !helping ? USAGE : 0
  }
  if (word === 'replay') return helping ? show(terminal, helpOfReplay()) : runReplay(args, flags, terminal)
  if (word === 'tail') return helping ? show(terminal, helpOfTail()) : runTail(args, flags, terminal, vocabulary)
  if (word === 'match') return helping ? show(terminal, helpOfMatch()) : runMatch(args, flags, terminal, vocabulary)
  const inRoom = vocabulary.reference.filter((one) => one.name.startsWith(`${word}.`))
  if (inRoom.length === 0) return tell(terminal, usage(`there is no room "${printable(word)}"${meant(word, [...roomsOf(vocabulary), 'tail', 'replay', 'match'])}`), flags)
  const [verb, ...values] = args
  const operation = inRoom.find((one) => one.name === `${word}.${verb}`)
  if (operation !== undefined) return helping ? show(terminal, helpOfOperation(operation)) : runOperation(operation, values, flags, terminal, vocabulary)
  if (helping) return show(terminal, helpOfRoom(word, vocabulary.reference))
  const verbs = inRoom.map((one) => one.name.slice(word.length + 1))
  return tell(terminal, usage(verb === undefined ? `${word} has to be told what to do: ${verbs.join(', ')}` : `${word} has no "${printable(verb)}"${meant(verb, verbs)}`), flags)
}

function roomsOf({ reference }: Vocabulary): string[] {
  return [...new Set(reference.map((one) => one.name.split('.')[0]))].sort()
}

function meant(word: string, known: readonly string[]): string {
  const near = nearest(word, known)
  return near === undefined ? `; it is one of ${known.join(', ')}` : `; did you mean ${near}?`
}

function usage(message: string): Failure {
  return { code: 'cli.usage', message }
}

function show(terminal: Terminal, text: string): number {
  terminal.out(text)
  return 0
}

/** A failure on the standard error; with --json in the server's own form. */
function tell(terminal: Terminal, failure: Failure, flags: Flags): number {
  terminal.err(flags.json === true ? `${printableJson(failure)}\n` : `${printable(failure.message)}  [${printable(failure.code)}]\n`)
  return failure.code === 'cli.usage' ? USAGE : FAILED
}

/** Flags before the first word belong to the command line itself, whatever the operation calls its fields. */
function leadingFlags(argv: readonly string[]): Result<{ readonly flags: Flags; readonly rest: readonly string[] }> {
  let end = 0
  while (end < argv.length && argv[end].startsWith('-')) {
    const option = Object.values(OPTIONS).find((one) => `--${one.flag}` === argv[end])
    end += option !== undefined && 'value' in option ? 2 : 1
  }
  const parsed = parse(argv.slice(0, end), flagTypes(OPTIONS))
  return parsed.ok ? ok({ flags: parsed.value.values, rest: argv.slice(end) }) : parsed
}

function parse(args: readonly string[], options: ReturnType<typeof flagTypes>): Result<{ readonly values: Flags; readonly positionals: readonly string[] }> {
  try {
    return ok(parseArgs({ args: [...args], options, allowPositionals: true }))
  } catch (error) {
    return { ok: false, failure: flagFailure(error, Object.keys(options)) }
  }
}

async function runOperation(operation: OperationHelp, args: readonly string[], leading: Flags, terminal: Terminal, { routes, streams }: Vocabulary): Promise<number> {
  const call = readOperationInput(operation, args)
  if (!call.ok) return tell(terminal, call.failure, leading)
  const options = readOptions(OPTIONS, { ...leading, ...call.value.flags }, terminal.env)
  const client = connect<Record<string, { input: object; output: unknown }>, Streams>(routes, streams, { address: options.address ?? '', token: options.token })
  if (operation.fileType !== undefined) return runDownload(operation, call.value.input, options, terminal, routes)
  const result = await client.call(operation.name, call.value.input, { signal: terminal.signal })
  if (!result.ok) {
    if (options.json !== true) terminal.err(pointAt(call.value.input, result.failure.details))
    return tell(terminal, result.failure, options)
  }
  terminal.out(outputText(result.value, options))
  return 0
}

async function runDownload(operation: OperationHelp, input: object, options: Values<typeof OPTIONS>, terminal: Terminal, routes: RouteTable): Promise<number> {
  if (options.out === undefined) return tell(terminal, usage('the answer is a file: say with --out <file> where to put it; "-" is the standard output'), options)
  const client = connect<object, object, Record<string, { input: object; output: unknown }>>(routes, {}, { address: options.address ?? '', token: options.token })
  const saved = await saveDownload(await client.download(operation.name, input, { signal: terminal.signal }), options.out, terminal)
  return saved.ok ? 0 : tell(terminal, saved.failure, options)
}

async function runTail(args: readonly string[], leading: Flags, terminal: Terminal, { routes, streams }: Vocabulary): Promise<number> {
  const parsed = parse(args, { ...flagTypes(OPTIONS), ...flagTypes(TAIL_OPTIONS) })
  if (!parsed.ok) return tell(terminal, parsed.failure, leading)
  const flags = { ...leading, ...parsed.value.values }
  const options = readOptions(OPTIONS, flags, terminal.env)
  const { segment, event, person } = readOptions(TAIL_OPTIONS, flags, terminal.env)
  const who = person === undefined ? ok(undefined) : wholeNumber('person', person)
  if (!who.ok) return tell(terminal, who.failure, options)
  const client = connect<object, Streams>(routes, streams, { address: options.address ?? '', token: options.token })
  try {
    for await (const entry of client.watch('stream.tail', { segment, event, person: who.value }, { signal: terminal.signal })) {
      terminal.out(options.json ? `${printableJson(entry)}\n` : tailLine(entry))
    }
    return 0
  } catch (error) {
    if (error instanceof StreamRefused) return tell(terminal, { code: error.code, message: error.message }, options)
    throw error
  }
}

async function runReplay(args: readonly string[], leading: Flags, terminal: Terminal): Promise<number> {
  const parsed = parse(args, { ...flagTypes(OPTIONS), ...flagTypes(REPLAY_OPTIONS) })
  if (!parsed.ok) return tell(terminal, parsed.failure, leading)
  const flags = { ...leading, ...parsed.value.values }
  const options = readOptions(OPTIONS, flags, terminal.env)
  const given = readOptions(REPLAY_OPTIONS, flags, terminal.env)
  const [file, ...more] = parsed.value.positionals
  if (file === undefined || more.length > 0) return tell(terminal, usage('replay takes one file: touchstone replay <file> --mapping <file>'), options)
  if (given.mapping === undefined) return tell(terminal, usage('replay needs --mapping <file>'), options)
  if (given.writeKey === undefined && !given.dryRun) return tell(terminal, usage('replay needs --write-key <key> or TOUCHSTONE_WRITE_KEY'), options)
  const numbers = { rate: given.rate === undefined ? ok(undefined) : wholeNumber('rate', given.rate), batch: wholeNumber('batch', given.batch ?? ''), inFlight: wholeNumber('in-flight', given.inFlight ?? '') }
  const { rate, batch, inFlight } = numbers
  for (const one of [rate, batch, inFlight]) if (!one.ok) return tell(terminal, one.failure, options)
  if (!rate.ok || !batch.ok || !inFlight.ok) return USAGE
  const { mapping, writeKey = '', shiftToNow, resume, dryRun } = given
  const address = (options.address ?? '').replace(/\/+$/, '')
  const report = await replay({ file, mappingFile: mapping, address, writeKey, shiftToNow, resume, dryRun, rate: rate.value, batch: batch.value, inFlight: inFlight.value }, terminal)
  if (!report.ok) return tell(terminal, report.failure, options)
  terminal.out(options.json ? `${printableJson(report.value)}\n` : reportText(report.value))
  return report.value.rejected.length === 0 ? 0 : FAILED
}

async function runMatch(args: readonly string[], leading: Flags, terminal: Terminal, { routes, streams }: Vocabulary): Promise<number> {
  const parsed = parse(args, { ...flagTypes(OPTIONS), ...flagTypes(MATCH_OPTIONS) })
  if (!parsed.ok) return tell(terminal, parsed.failure, leading)
  const flags = { ...leading, ...parsed.value.values }
  const options = readOptions(OPTIONS, flags, terminal.env)
  const { against = '', delimiter = '', dates = '', least, pairs = '', ...named } = readOptions(MATCH_OPTIONS, flags, terminal.env)
  const [file, ...more] = parsed.value.positionals
  if (file === undefined || more.length > 0) return tell(terminal, usage('match takes one file: touchstone match <file> --given <column> --family <column> …'), options)
  const columns = Object.fromEntries(Object.entries(named).filter((entry): entry is [string, string] => entry[1] !== undefined))
  const most = wholeNumber('pairs', pairs)
  if (!most.ok) return tell(terminal, most.failure, options)
  if (least !== undefined && !(Number(least) >= 0 && Number(least) <= 1)) return tell(terminal, usage(`--least takes a probability from 0 to 1; given: "${least}"`), options)
  const client = connect<Record<string, { input: object; output: unknown }>, Streams>(routes, streams, { address: options.address ?? '', token: options.token })
  const settings = { file, columns, against, delimiter, dates, least: least === undefined ? undefined : Number(least), most: most.value }
  const found = await matchList(settings, (operation, input) => client.call(operation, input), terminal)
  if (terminal.live) terminal.err('\r\u001b[K')
  if (!found.ok) return tell(terminal, found.failure, options)
  terminal.out(options.json ? `${printableJson(found.value)}\n` : matchText(found.value))
  return 0
}
