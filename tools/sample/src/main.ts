// Makes docs/examples/online-retail-sample.csv.gz from the whole ledger: `node tools/sample/src/main.ts <online-retail.csv.gz>`.
import { writeFileSync } from 'node:fs'
import { makeSample } from './make-sample.ts'

const FROM = '2011-11-10'
const TARGET = new URL('../../../docs/examples/online-retail-sample.csv.gz', import.meta.url)

const source = process.argv[2]
if (source === undefined) {
  console.error('Usage: node tools/sample/src/main.ts <online-retail.csv.gz>')
  process.exit(2)
}
const sample = await makeSample(source, FROM)
if (!sample.ok) {
  console.error(sample.failure.message)
  process.exit(1)
}
writeFileSync(TARGET, sample.value.bytes)
console.log(`${sample.value.lines} lines, ${sample.value.invoices} invoices, ${sample.value.bytes.length} bytes`)
