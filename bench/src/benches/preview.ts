// Questions of every kind over a long history, through the public HTTP API: how long staff wait who try out a condition.
//
// The facts are written into the warehouse of the stopped server (see shop-history-process.ts). Each condition is asked
// once, which counts for itself (the engine has read nothing of it yet), and then a few times more.
import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { spreadOf } from '../percentile.ts'
import { progress, type Report } from '../report.ts'
import { readUse } from '../server/process-use.ts'
import { dataDirectory, startServer, type RunningServer } from '../server/start-server.ts'
import type { ShopHistory } from './shop-history-process.ts'

export interface PreviewSettings {
  readonly facts: number
  readonly people: number
}

const VIEWED = '"Product Viewed"'
const ORDER = '"Order Completed"'

/** By the name of the figure. "Product Viewed" is the most frequent event, a quarter of all facts. */
const CONDITIONS: readonly (readonly [name: string, where: string])[] = [
  ['trait', 'plan = "gold" and country in ("DE", "AT")'],
  ['traits', 'plan = "gold" and country = "DE" and loyalty_points > 500 and newsletter = true'],
  ['no_trait', 'plan does not exist'],
  ['trait_and_event', `(plan = "gold" or plan = "team") and count(${VIEWED}) in last 30 days >= 3`],
  ['trait_against_property', `count(${VIEWED} where category != trait("plan")) in last 30 days >= 5`],
  ['count', `count(${VIEWED}) in last 30 days >= 5`],
  ['count_where', `count(${VIEWED} where price > 60 and category = "garden") in last 90 days >= 2`],
  ['did_not', `did not ${ORDER} in last 60 days`],
  ['did_and_did_not', `did "Product Added" in last 14 days and did not ${ORDER} in last 30 days`],
  ['sum', `sum(${ORDER}.revenue) in last 90 days >= 300`],
  ['sum_of_elements', `sum(${ORDER}.products[].price) in last 90 days >= 100`],
  ['average', `average(${VIEWED}.price) in last 90 days > 50`],
  ['distinct', `distinct(${VIEWED}.category) in last 30 days >= 4`],
  ['distinct_of_many', `distinct(${VIEWED}.sku) in last 90 days >= 10`],
  ['ratio', `count("Checkout Started") in last 90 days / count(${VIEWED}) in last 90 days > 0.2`],
  ['two_windows', `count(${VIEWED}) in last 14 days > 2 * count(${VIEWED}) from 28 days ago to 14 days ago`],
  ['sequence', `${VIEWED} then "Checkout Started" within 1 hour and not ${ORDER} within 30 minutes after in last 30 days`],
  ['sequence_of_three', `${VIEWED} then "Product Added" within 1 day then ${ORDER} within 1 day`],
  ['last_value', `last(${VIEWED}.category) in last 90 days = "garden"`],
  ['last_time', 'last("Signed In") before 30 days ago'],
  ['nth', 'nth("Product Added", 3) in last 30 days'],
  ['rank', `top 5% by sum(${ORDER}.revenue) in last 90 days`],
  ['their_zone', `did ${VIEWED} today in their zone else "UTC"`],
  ['held', `(count(${VIEWED}) in last 30 days >= 3) for 7 days`],
  ['held_not', `(did not ${ORDER} in last 30 days) for 7 days`],
  ['entered', `entered (sum(${ORDER}.revenue) in last 30 days >= 100) in last 7 days`],
  ['share', `random share 10% of "test" and did ${VIEWED} in last 30 days`],
  ['many_leaves', `country = "DE" and count(${VIEWED}) in last 90 days >= 3 and sum(${ORDER}.revenue) in last 90 days >= 50 and did not "Order Refunded" in last 90 days and average("Product Added".price) in last 60 days > 20 and ${VIEWED} then "Product Added" within 1 day in last 30 days`],
]
const ROUNDS = 8

export async function previewBench(report: Report, settings: PreviewSettings): Promise<void> {
  const directory = dataDirectory()
  const remove = (): void => rmSync(directory, { recursive: true, force: true, maxRetries: 5 })
  process.once('exit', remove)
  try {
    // Makes the tables.
    await (await startServer({ directory })).stop()
    progress(`preview: writing a history of ${settings.facts} facts`)
    const history = await makeHistory(directory, settings)
    const server = await startServer({ directory })
    try {
      await measure(report, server, history)
    } finally {
      await server.stop()
    }
  } finally {
    remove()
    process.off('exit', remove)
  }
}

async function makeHistory(directory: string, { facts, people }: PreviewSettings): Promise<ShopHistory> {
  const script = fileURLToPath(new URL('./shop-history-process.ts', import.meta.url))
  const run = promisify(execFile)(process.execPath, ['--disable-warning=ExperimentalWarning', script, join(directory, 'data/warehouse/clickhouse'), String(facts), String(people)])
  // It ends itself with a signal, after its answer.
  const { stdout } = await run.catch((error: Error & { stdout: string; stderr: string }) => (error.stdout === '' ? Promise.reject(new Error(error.stderr)) : error))
  return JSON.parse(stdout) as ShopHistory
}

async function measure(report: Report, server: RunningServer, { facts, people, scanSeconds }: ShopHistory): Promise<void> {
  report.figure('facts', facts, 'facts')
  report.figure('people', people, 'people')
  report.figure('scan', 1000 * scanSeconds, 'ms')
  const cpu = (): number => readUse(server.pid, 0)?.parts.warehouse.cpu ?? NaN
  const first: number[] = []
  const all: number[] = []
  let failed = 0
  let worst = { name: '', p50: 0 }
  for (const [name, where] of CONDITIONS) {
    const times: number[] = []
    const before = cpu()
    for (let round = 0; round <= ROUNDS; round++) {
      const began = performance.now()
      const answer = await server.api.preview(where).catch((error: Error) => error)
      times.push(performance.now() - began)
      if (answer instanceof Error) {
        failed++
        progress(`!!! ${answer.message}`)
      } else if (round === 0) report.figure(`${name}_people`, answer.count, 'people')
    }
    const used = (1000 * (cpu() - before)) / times.length
    const again = spreadOf(times.slice(1))
    progress(`preview: ${again.p50.toFixed(0)} ms (at first ${times[0]!.toFixed(0)} ms, ${used.toFixed(0)} ms of processor): ${where}`)
    report.figure(`${name}_first`, times[0]!, 'ms', { target: '<= 1000' })
    report.figure(`${name}_p50`, again.p50, 'ms', { target: '<= 1000' })
    report.figure(`${name}_max`, again.max, 'ms', { target: '<= 1000' })
    report.figure(`${name}_cpu`, used, 'ms')
    first.push(times[0]!)
    all.push(...times)
    if (again.p50 > worst.p50) worst = { name, p50: again.p50 }
  }
  progress(`preview: ${worst.name} is the slowest`)
  report.figure('worst_p50', worst.p50, 'ms', { target: '<= 1000' })
  report.figure('worst_first', spreadOf(first).max, 'ms', { target: '<= 1000' })
  report.figure('p50', spreadOf(all).p50, 'ms')
  report.figure('failed', failed, `of ${all.length}`, { target: '0' })
  report.figure('max', spreadOf(all).max, 'ms', { target: '<= 1000' })
}
