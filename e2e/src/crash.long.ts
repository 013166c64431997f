import { test } from 'node:test'
import { crashRun } from './crash-run.ts'
import { ServerProcess } from './server-process.ts'

// A failure names its seed; the kills fall where the machine's speed puts them, so run it again a few times.
const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000)

test(`ten times kill -9 under load, each followed by one during the start; children killed three times (seed ${SEED})`, async (t) => {
  const server = await ServerProcess.start()
  t.after(() => server.end())
  const report = await crashRun(server, { seed: SEED, people: 300, kills: 10, killsAtStart: 1, childKills: 3, pause: 3_000 })
  t.diagnostic(JSON.stringify(report))
})
