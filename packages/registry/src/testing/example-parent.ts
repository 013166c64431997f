// A server to be killed in a test, or run as another user: opens the registry in the given directory, writes rows
// without end, and says the process id of PostgreSQL first and then the id of every row it was told is committed.
import { openRegistry } from '../registry.ts'
import { exampleMigrations } from './example-migrations.ts'

const [directory, rows] = process.argv.slice(2)
const opened = await openRegistry({ directory: directory!, migrations: exampleMigrations })
if (!opened.ok) {
  process.stdout.write(`failed ${opened.failure.message}\n`)
  process.exit(1)
}
const registry = opened.value
process.stdout.write(`pid ${registry.childProcess()}\n`)
for (let id = 1; id <= Number(rows); id++) {
  await registry.query('INSERT INTO segments.segment (id, name) VALUES ($1, $2)', [id, `s${id}`])
  process.stdout.write(`${id}\n`)
}
await registry.close()
