import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ok, type Result } from '@touchstone/base'
import type { MatchInput } from '@touchstone/identity'
import { LIMITS } from './limits.ts'
import { ListReader, type CsvRows, type ListFormat } from './list-reader.ts'
import { knownInput, matchFieldOf } from './match-fields.ts'

const FORMAT: ListFormat = { columns: { given: 'First name', family: 'Last', email: 'E-mail', id: 'No' }, delimiter: ';', dates: 'day-first' }

/** Lines without quotes; the server's reader is tested where it is, in apps/cli. */
function plainCsv(delimiter: string, take: (cells: readonly string[]) => Result<void>): CsvRows {
  let text = ''
  return {
    async write(piece) {
      text += piece
      return ok(undefined)
    },
    async end() {
      for (const line of text.split('\n')) {
        const taken = line === '' ? ok(undefined) : take(line.split(delimiter))
        if (!taken.ok) return taken
      }
      return ok(undefined)
    },
  }
}

function reading(format: ListFormat = FORMAT): { reader: ListReader; taken: MatchInput[] } {
  const taken: MatchInput[] = []
  return { reader: new ListReader(format, plainCsv, (input) => void taken.push(input)), taken }
}

test('the first row of a text has the names of the columns; further columns are left alone', async () => {
  const { reader, taken } = reading()
  for (const piece of ['No;First name;Unused;Last;E-ma', 'il\n1;Anna;x;Muster;a@b.c\n2;;;', ';\n3;Bo;;;']) assert.ok((await reader.text(piece)).ok)
  assert.ok((await reader.end()).ok)
  assert.deepEqual(taken, [{ given: 'Anna', family: 'Muster', email: 'a@b.c' }, {}, { given: 'Bo' }])
  assert.deepEqual([reader.ids, reader.empty], [['1', '2', '3'], 1])
})

test('rows as objects are read by the same columns', () => {
  const { reader, taken } = reading({ ...FORMAT, columns: { name: 'name', birth: 'born', id: 'id' } })
  assert.ok(reader.rows([{ name: 'Anna Muster', born: '17.5.1990', id: 7, other: 'x' }, { name: null, id: null }]).ok)
  assert.deepEqual(taken, [{ name: 'Anna Muster', birth: '17.5.1990' }, {}])
  assert.deepEqual([reader.ids, reader.empty], [['7', ''], 1])
})

test('what is no such list is said without repeating a value of it', async () => {
  const code = async (text: string): Promise<string> => {
    const { reader } = reading()
    const [given, ended] = [await reader.text(text), await reader.end()]
    const result = given.ok ? ended : given
    if (result.ok) return ''
    assert.ok(!result.failure.message.includes('Muster'), result.failure.message)
    return result.failure.code
  }
  assert.equal(await code('No;First name;Last;Mail\n1;Anna;Muster;a@b.c\n'), 'profiles.match-column')
  assert.equal(await code(`No;First name;Last;E-mail\n1;Anna;${'Muster'.repeat(LIMITS.CELL)};a@b.c\n`), 'profiles.match-cell')
  const { reader } = reading()
  await reader.text('No;First name;Last;E-mail\n')
  assert.ok((await reader.text('1;A;B;\n'.repeat(LIMITS.ROWS))).ok)
  await reader.text('1;A;B;\n')
  const ended = await reader.end()
  assert.equal(ended.ok ? '' : ended.failure.code, 'profiles.match-too-long')
})

test('what the vault keeps of somebody becomes the same fields', () => {
  assert.deepEqual(['traits.firstName', 'traits.last_name', 'traits.address', 'traits.zip', 'traits.Date of birth', 'traits.email'].map(matchFieldOf), ['given', 'family', 'postcode', 'postcode', 'birth', 'email'])
  for (const path of ['properties.email', 'context.ip', 'userId', 'traits.company.name', 'traits.a.b.zip', 'traits.iban']) assert.equal(matchFieldOf(path), undefined, path)
  // As intake seals them: an address as a whole.
  assert.deepEqual(knownInput({ 'traits.address': JSON.stringify({ street: 'X 1', postalCode: '10115', name: 'Acme' }), 'traits.firstName': '"Anna"' }), { postcode: '10115', given: 'Anna' })
  assert.deepEqual(knownInput({ 'traits.address': '"X 1, 10115 Berlin"', 'traits.home_address': 'null', 'traits.zip': '"20095"' }), { postcode: '20095' })
  assert.deepEqual(knownInput({ 'traits.phone': '"030 1"', 'traits.mobile': '"0170 2"', 'traits.zip': '10115', 'traits.name': '["x"]', 'traits.email': 'null' }), { phone: '0170 2', postcode: '10115' })
})
