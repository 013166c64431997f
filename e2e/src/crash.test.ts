import { test } from 'node:test'
import { crashRun } from './crash-run.ts'
import { ServerProcess } from './server-process.ts'

const SEED = 1

test(`kill -9 of the server and its children under load: nothing lost, nothing twice (seed ${SEED})`, async (t) => {
  const server = await ServerProcess.start()
  t.after(() => server.end())
  const report = await crashRun(server, { seed: SEED, people: 80, kills: 3, killsAtStart: 0, childKills: 1, pause: 800 })
  t.diagnostic(JSON.stringify(report))
})
