// A windowed segment over 1,000,000 people and 50,000,000 facts, made while 10,000 events come in per second: it is live
// within three minutes, the events hardly notice, and its members are those that a preview counts. The bench does the work.
// Sizes may be set smaller with PEOPLE, FACTS and RATE.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { test } from 'node:test'
import { PROJECT } from './server-process.ts'

const WITHIN_SECONDS = 180
/** Milliseconds, as `bench ingest` holds itself to, for the 99th of 100. */
const ANSWER = 60
const MEMBERSHIP = 120
/** On a machine that is slower than these anyhow: so many times what the events take without a backfill. */
const SLOWER = 2

test('a segment over a long history beside live events', async (t) => {
  const { PEOPLE = '1000000', FACTS = '50000000', RATE = '10000' } = process.env
  const figures = await bench(['backfill', '--people', PEOPLE, '--facts', FACTS, '--rate', RATE, '--seconds', '60'])
  const figure = (name: string): number => {
    const value = figures.get(name)
    assert.ok(value !== undefined, `the bench says ${name}`)
    return value
  }
  for (const [name, value] of figures) t.diagnostic(`${name}: ${value}`)
  assert.ok(figure('facts') >= 0.9 * Number(FACTS) && figure('people') >= Number(PEOPLE))
  assert.ok(figure('members') > 0 && figure('members') < figure('people'), 'some are in, some are not')
  assert.equal(figure('disagreement'), 0)
  assert.ok(figure('time') <= WITHIN_SECONDS, `live after ${figure('time')} s`)
  assert.equal(figure('during_probes_lost'), 0)
  assert.ok(figure('during_rate') >= 0.97 * Number(RATE), 'the events kept coming')
  for (const [name, target] of [['answer_p99', ANSWER], ['membership_p99', MEMBERSHIP]] as const) {
    assert.ok(figure(`during_${name}`) <= Math.max(target, SLOWER * figure(`before_${name}`)), `${name}: ${figure(`before_${name}`)} ms before, ${figure(`during_${name}`)} ms beside it`)
  }
})

/** The figures of one bench, by name. */
function bench(options: readonly string[]): Promise<Map<string, number>> {
  const child = spawn(process.execPath, ['bench/src/main.ts', ...options], { cwd: PROJECT, stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => {
      if (code !== 0) return reject(new Error(`the bench ended with code ${code}:\n${said}`))
      const lines = said.trim().split('\n').map((line) => JSON.parse(line) as { readonly figure: string; readonly value: number })
      resolve(new Map(lines.map(({ figure, value }) => [figure, value])))
    })
  })
}
