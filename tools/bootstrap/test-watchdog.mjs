// Loaded into every test process before its test file. A file whose tests are over but that keeps a server, a timer or a
// child open would hang the whole run; here it fails instead, naming what it left open.
const limit = Number(process.env.TOUCHSTONE_TEST_FILE_TIMEOUT)

setTimeout(() => {
  const open = process.getActiveResourcesInfo()
  console.error(`${process.argv[1]} did not end within ${limit} ms; still open: ${open.join(', ') || 'nothing'}`)
  process.exit(1)
}, limit).unref()
