// What trying rules on ten million facts costs: how long it takes, and whether others of the warehouse's child get their turn meanwhile.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { DEFAULT_RULES, FIRST_RULES } from '@touchstone/identity'
import { temporaryWarehouse } from '@touchstone/warehouse/testing'
import { profilesMigrations } from '../migrations/clickhouse.ts'
import { changesTable } from '../testing/reading-rig.ts'
import { PREVIEW_JOB, type PreviewAnswer, type PreviewArgument } from './preview-job.ts'

const FACTS = 10_000_000
const PEOPLE = 1_000_000

/** A device each; most say who they are sooner or later, and one device in a hundred is used by four people. */
const FILL = `INSERT INTO profiles_facts (position, person, appended, happened, received, original, sent, hash, type, event, source, message_id, identifiers, dropped, traits, properties, context)
SELECT number + 1, 1, 1700000000000 + number * 10, 0, 0, 0, 0, number, 'track', 'E', 's', toString(number),
  arrayConcat([concat('anonymous_id:device-', toString(if(who % 100 < 4, intDiv(who, 100), who)))], if(cityHash64(number) % 3 = 0, [concat('user_id:customer-', toString(who))], []), if(cityHash64(number, 1) % 10 = 0, [concat('email:h:', toString(who))], [])),
  [], '{}', '{}', '{}'
FROM (SELECT number, cityHash64(number, 7) % ${PEOPLE} AS who FROM numbers(${FACTS}))`

test('ten million facts of a million people', async (t) => {
  const log = mkdtempSync(join(tmpdir(), 'touchstone-preview-'))
  t.after(() => rmSync(log, { recursive: true, force: true }))
  const migrations = [...profilesMigrations, changesTable, { room: 'segments', number: 2, sql: FILL }]
  const { warehouse, remove } = await temporaryWarehouse({ migrations, childModule: new URL('../testing/history-child.ts', import.meta.url), childConfig: { log } })
  t.after(() => remove())
  const argument: PreviewArgument = { current: FIRST_RULES, candidate: DEFAULT_RULES, apart: [], links: [], through: FACTS }
  const began = performance.now()
  let slowest = 0
  let isRunning = true
  const asking = (async () => {
    while (isRunning) {
      const asked = performance.now()
      await warehouse.query('SELECT 1 AS one', {})
      slowest = Math.max(slowest, performance.now() - asked)
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  })()
  const ran = await warehouse.run(PREVIEW_JOB, argument, (message) => t.diagnostic(`${JSON.stringify(message)} after ${Math.round(performance.now() - began)} ms`))
  isRunning = false
  await asking
  assert.ok(ran.ok, JSON.stringify(ran))
  const answer = ran.value as PreviewAnswer
  assert.ok(answer.ok, JSON.stringify(answer))
  const { facts, identifiers, current, candidate, apart, together } = answer.value
  t.diagnostic(JSON.stringify({ milliseconds: Math.round(performance.now() - began), slowestQuestion: Math.round(slowest), facts, identifiers, people: [current.people, candidate.people], merges: [current.merges, candidate.merges], questions: candidate.questions, apart: apart.people, together: together.people }))
  assert.equal(facts, FACTS)
  assert.ok(candidate.people >= current.people && apart.people > 0)
})
