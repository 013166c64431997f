// A real history: the whole Online Retail ledger through the public HTTP API with the command line's replay, and then
// questions about its past.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { spreadOf } from '../percentile.ts'
import { progress, type Report } from '../report.ts'
import { untilDrained } from '../server/drained.ts'
import { PROJECT, WRITE_KEY, startServer, type RunningServer } from '../server/start-server.ts'

const LEDGER = '../shared/data/commerce/online-retail.csv.gz'
const MAPPING = 'docs/examples/online-retail.mapping.json'
const FACTS = 25_900
const AS_OF = '2011-12-10T00:00:00Z'
const ROUNDS = 20

/**
 * With the number of people for whom each holds at AS_OF, counted from the file without this project. A guest's invoice is
 * a person too (the ledger does not say whose), so the third holds for 383 customers and for 392 guests.
 */
const CONDITIONS: readonly { readonly name: string; readonly where: string; readonly count?: number }[] = [
  { name: 'traits', where: 'country in ("DE", "AT") and plan != "free"' },
  { name: 'count', where: 'count("Order Completed") in last 90 days >= 3', count: 751 },
  { name: 'sum', where: 'sum("Order Completed".revenue) in last 365 days >= 1000 and not did "Order Completed" in last 60 days', count: 383 + 392 },
]

/** Which figures are wanted; a preview needs the replay in any case. */
export interface Wanted {
  readonly replay?: Report
  readonly preview?: Report
}

export async function retailBench(wanted: Wanted, { data }: { readonly data?: string | undefined }): Promise<void> {
  const ledger = resolve(data ?? join(PROJECT, LEDGER))
  if (!existsSync(ledger)) {
    progress(`replay and preview are left out: there is no ${ledger} (name another with --data)`)
    return
  }
  const server = await startServer()
  try {
    await replay(server, ledger, wanted.replay)
    if (wanted.preview !== undefined) await preview(server, wanted.preview)
  } finally {
    await server.stop()
  }
}

async function replay(server: RunningServer, ledger: string, report: Report | undefined): Promise<void> {
  progress('replay: the whole ledger')
  const began = performance.now()
  await runReplay(server.address, ledger)
  const acknowledged = (performance.now() - began) / 1000
  const { engine, warehouse } = await untilDrained(server.api, began)
  const { processed } = await server.api.progress()
  if (processed !== FACTS) progress(`!!! the engine counted ${processed} facts; the whole ledger has ${FACTS}`)
  report?.figure('acknowledged', acknowledged, 's')
  report?.figure('processed', engine, 's')
  report?.figure('in_warehouse', warehouse, 's', { target: '<= 60' })
  report?.figure('facts', processed, 'facts', { target: String(FACTS) })
}

function runReplay(address: string, ledger: string): Promise<void> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'apps/cli/src/main.ts', 'replay', ledger, '--mapping', MAPPING], {
    cwd: PROJECT,
    env: { ...process.env, TOUCHSTONE_ADDRESS: address, TOUCHSTONE_WRITE_KEY: WRITE_KEY },
    // Its report is no figure of ours.
    stdio: ['ignore', process.stderr, process.stderr],
  })
  const stop = (): void => void child.kill()
  process.once('exit', stop)
  return new Promise((done, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => {
      process.off('exit', stop)
      if (code === 0) done()
      else reject(new Error(`the replay ended with code ${code}`))
    })
  })
}

async function preview(server: RunningServer, report: Report): Promise<void> {
  progress(`preview: ${ROUNDS} times each`)
  const all: number[] = []
  for (const { name, where, count: expected } of CONDITIONS) {
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const began = performance.now()
      const { count, isComplete } = await server.api.preview(where, AS_OF)
      times.push(performance.now() - began)
      if (!isComplete) progress(`!!! the preview of ${where} was not complete`)
      if (round === 0 && expected !== undefined && count !== expected) progress(`!!! WRONG: ${where} holds for ${expected} people as of ${AS_OF}, the preview says ${count}`)
      if (round === 0) report.figure(`${name}_people`, count, 'people', expected === undefined ? {} : { target: String(expected) })
    }
    report.figure(`${name}_p50`, spreadOf(times).p50, 'ms')
    report.figure(`${name}_p99`, spreadOf(times).p99, 'ms', { target: '<= 300' })
    all.push(...times)
  }
  report.figure('p50', spreadOf(all).p50, 'ms')
  report.figure('p99', spreadOf(all).p99, 'ms', { target: '<= 300' })
}
