import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { makeSample } from './make-sample.ts'

const LEDGER = fileURLToPath(new URL('../../../../shared/data/commerce/online-retail.csv.gz', import.meta.url))
const SHIPPED = new URL('../../../docs/examples/online-retail-sample.csv.gz', import.meta.url)

test('keeps whole invoices of the last part, without descriptions', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'sample-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'ledger.csv')
  const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n'
  writeFileSync(file, `${header}1,A,"x, y",1,2011-11-10 09:00:00,1.5,,"Isle, of"\n2,A,z,1,2011-11-10 00:10:00,1.5,7.0,UK\n2,B,z,1,2011-11-09 23:59:00,1.5,7.0,UK\n1,B,z,2,2011-11-11 09:00:00,1.5,,UK\n`)
  const sample = await makeSample(file, '2011-11-10')
  assert.ok(sample.ok)
  assert.equal(gunzipSync(sample.value.bytes).toString(), 'InvoiceNo,StockCode,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n1,A,1,2011-11-10 09:00:00,1.5,,"Isle, of"\n1,B,2,2011-11-11 09:00:00,1.5,,UK\n')
  assert.deepEqual([sample.value.lines, sample.value.invoices], [2, 1])
  writeFileSync(file, 'A,B\n1,2\n')
  const wrong = await makeSample(file, '2011-11-10')
  assert.equal(wrong.ok ? '' : wrong.failure.code, 'sample.column-missing')
})

test('the shipped sample is what the ledger gives', { skip: existsSync(LEDGER) ? false : 'needs ../shared/data/commerce/online-retail.csv.gz' }, async () => {
  const sample = await makeSample(LEDGER, '2011-11-10')
  assert.ok(sample.ok)
  // Compared unpacked: another zlib may pack the same text into other bytes.
  assert.ok(gunzipSync(sample.value.bytes).equals(gunzipSync(readFileSync(SHIPPED))))
})
