// Folds the facts of a stopped server's history into the tables that people are listed by, as a new release does for an
// installation that had facts before it had lists:
//   node people-history-process.ts <folder of the embedded engine>
import { profilesMigrations } from '@touchstone/profiles'
import { openEmbeddedEngine } from '@touchstone/warehouse/testing'

const MEMORY_BYTES = 2e9
const FILLING = /^CREATE OR REPLACE TABLE profiles_(?:people|traits)\b/

const engine = await openEmbeddedEngine(process.argv[2]!, MEMORY_BYTES)
const connection = engine.connect()
await connection.chdb.queryAsync('USE touchstone', { format: 'JSON' })
for (const { sql } of profilesMigrations) if (FILLING.test(sql)) await connection.chdb.queryAsync(sql, { format: 'JSON' })
process.stdout.write('{}')
await connection.close()
engine.close()
// The engine's own threads would keep it.
process.kill(process.pid, 'SIGKILL')
