// A server to be killed in a test: feeds 50 facts, says the process id of its warehouse child, and stays.
import { openWarehouse } from '../warehouse.ts'
import { entry, exampleMigrations } from './example-tables.ts'

const opened = await openWarehouse({
  directory: process.argv[2]!,
  migrations: exampleMigrations,
  childModule: new URL('./example-child.ts', import.meta.url),
  childConfig: {},
})
if (!opened.ok) throw new Error(opened.failure.message)
opened.value.apply(entry({ cursor: 1, from: 1, to: 50 }))
await opened.value.settled()
process.stdout.write(`${opened.value.childProcess()}\n`)
