// Runs test files with node's own test runner, each in a process of its own, under several time zones.
//
// The main run is in UTC. Test files that touch the calendar run again in New York (behind UTC, daylight saving) and in
// Kolkata (ahead of UTC, and not by whole hours). No list is kept of them: a file that names a calendar function, or
// tests one that does, is such a file. All runs go through one reporter, so the summary at the end counts them all.
import { existsSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { relative } from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'

const OTHER_ZONES = ['America/New_York', 'Asia/Kolkata']
const CALENDAR = /\bnew Date\(|\bDate\.(?:UTC|parse)\(|\bIntl\.DateTimeFormat\b|\.toISOString\(|\bgetTimezoneOffset\b/
const CLOSING = /^(?:tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) [\d.]+$/
const SHOWN = 5
const WATCHDOG = new URL('./test-watchdog.mjs', import.meta.url).href

/**
 * Whether the test file, or the file beside it that it tests, names a calendar function.
 * End-to-end tests start processes that set their own zone, so running them again would show nothing.
 * @param {string} file relative to the working directory
 */
export function touchesCalendar(file) {
  if (file.startsWith('e2e/')) return false
  const tested = file.replace('.test.', '.')
  return [file, tested].some((one) => existsSync(one) && CALENDAR.test(readFileSync(one, 'utf8')))
}

/**
 * Runs the files and writes the report.
 * @param {string[]} files relative to the working directory
 * @param {{ zones?: string[], timeout: number, out?: NodeJS.WritableStream }} options `timeout` in milliseconds, for each file
 * @returns {Promise<number>} how many tests failed or were cancelled
 */
export async function runTests(files, { zones = OTHER_ZONES, timeout, out = process.stdout }) {
  const totals = { tests: 0, suites: 0, passed: 0, failed: 0, cancelled: 0, skipped: 0, todo: 0 }
  const took = new Map()
  const calendar = files.filter(touchesCalendar)
  const before = process.env.TZ

  async function* events() {
    const began = performance.now()
    yield* inZone('UTC', files, { totals, took, timeout })
    for (const zone of calendar.length > 0 ? zones : []) yield* inZone(zone, calendar, { totals, took, timeout })
    yield note(`time zones: ${files.length} files in UTC, ${calendar.length} of them also in each of ${zones.join(', ') || 'no other'}`)
    yield note(`slowest files: ${slowest(took)}`)
    yield* summary(totals, performance.now() - began)
  }

  const reporter = new spec()
  const written = new Promise((resolve) => reporter.on('end', resolve))
  reporter.pipe(out, { end: false })
  for await (const event of events()) reporter.write(event)
  reporter.end()
  await written
  if (before === undefined) delete process.env.TZ
  else process.env.TZ = before
  return totals.failed + totals.cancelled
}

/** One run of node's test runner, without its closing figures: they go into the totals. */
async function* inZone(zone, files, { totals, took, timeout }) {
  process.env.TZ = zone
  const suffix = zone === 'UTC' ? '' : ` (${zone})`
  process.env.TOUCHSTONE_TEST_FILE_TIMEOUT = String(timeout)
  const concurrency = Math.min(4, Math.max(2, availableParallelism()))
  const stream = run({ files, concurrency, execArgv: ['--disable-warning=ExperimentalWarning', '--import', WATCHDOG] })
  for await (const event of stream) {
    const { type, data } = event
    if (type === 'test:summary') {
      if (data.file) took.set(relative('', data.file) + suffix, data.duration_ms)
      else for (const name of Object.keys(totals)) totals[name] += data.counts[name]
      continue
    }
    const outermost = data?.nesting === 0
    if (type === 'test:diagnostic' && outermost && CLOSING.test(data.message)) continue
    yield suffix !== '' && outermost && typeof data.name === 'string' ? { type, data: { ...data, name: data.name + suffix } } : event
  }
}

function note(message) {
  return { type: 'test:diagnostic', data: { nesting: 0, message, level: 'info' } }
}

function* summary(totals, duration) {
  const { tests, suites, passed, failed, cancelled, skipped, todo } = totals
  const figures = { tests, suites, pass: passed, fail: failed, cancelled, skipped, todo, duration_ms: Math.round(duration) }
  for (const [name, value] of Object.entries(figures)) yield note(`${name} ${value}`)
}

function slowest(took) {
  const first = [...took].sort(([, a], [, b]) => b - a).slice(0, SHOWN)
  return first.map(([file, duration]) => `${file} ${(duration / 1_000).toFixed(1)} s`).join(', ')
}
