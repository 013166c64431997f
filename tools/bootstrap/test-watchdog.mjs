// Loaded into every test process before its test file. A file whose tests are over but that keeps a server, a timer or a
// child open would hang the whole run; here it fails instead, naming what it left open. A test that never leaves a loop
// lets no timer fire: a thread beside it waits a little longer, and ends the process from there.
import { Worker, isMainThread } from 'node:worker_threads'

const limit = Number(process.env.TOUCHSTONE_TEST_FILE_TIMEOUT)
const GRACE = 1_000

if (isMainThread) {
  setTimeout(() => {
    const open = process.getActiveResourcesInfo()
    console.error(`${process.argv[1]} did not end within ${limit} ms; still open: ${open.join(', ') || 'nothing'}`)
    process.exit(1)
  }, limit).unref()
  // In plain text and without this process's flags, so that it starts at once.
  new Worker(
    `const { workerData: { file, after } } = require('node:worker_threads')
    setTimeout(() => {
      require('node:fs').writeSync(2, file + ' did not end within ' + after + ' ms: a test never leaves a loop\\n')
      process.kill(process.pid, 'SIGKILL')
    }, after)`,
    { eval: true, execArgv: [], workerData: { file: process.argv[1], after: limit + GRACE } },
  ).unref()
}
