// How good the detectors are, on fields whose truth is known: values made by rule (with right check digits), real names of things
// and people, and what is easily taken for them. The figures of docs/data-quality.md come from here.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fieldLook, LOOK_KINDS, type FieldEvidence, type LookKind } from './field-looks.ts'
import { looksOf, maskedExample } from './value-looks.ts'

/** The same every time: a small generator of its own (mulberry32). */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
const random = chance(20_261_129)
const digits = (n: number): string => Array.from({ length: n }, () => Math.floor(random() * 10)).join('')
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
const whole = (from: number, to: number): number => from + Math.floor(random() * (to - from + 1))
const pad = (value: number, length = 2): string => String(value).padStart(length, '0')

// National numbers, from the published rules of their check digits.
const weighted = (text: string, weights: readonly number[]): number => weights.reduce((sum, weight, i) => sum + weight * Number(text[i]), 0)
function pesel(): string {
  const body = `${pad(whole(50, 99))}${pad(whole(1, 12))}${pad(whole(1, 28))}${digits(4)}`
  return body + ((10 - (weighted(body, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10)
}
function cpf(): string {
  const body = digits(9)
  const check = (text: string): number => ((11 - (weighted(text, Array.from(text, (_, i) => text.length + 1 - i)) % 11)) % 11) % 10
  const first = check(body)
  return `${body}${first}${check(body + first)}`.replace(/(...)(...)(...)(..)/, '$1.$2.$3-$4')
}
function dni(): string {
  const body = digits(8)
  return body + 'TRWAGMYFPDXBNJZSQVHLCKE'[Number(body) % 23]
}
function bsn(): string {
  for (;;) {
    const body = `${whole(1, 9)}${digits(7)}`
    const check = weighted(body, [9, 8, 7, 6, 5, 4, 3, 2]) % 11
    if (check < 10) return body + check
  }
}
function hetu(): string {
  const [date, number] = [`${pad(whole(1, 28))}${pad(whole(1, 12))}${pad(whole(50, 99))}`, pad(whole(2, 899), 3)]
  return `${date}-${number}${'0123456789ABCDEFHJKLMNPRSTUVWXY'[Number(date + number) % 31]}`
}
function nir(): string {
  const body = `${whole(1, 2)}${pad(whole(40, 99))}${pad(whole(1, 12))}${pad(whole(1, 95))}${pad(whole(1, 990), 3)}${pad(whole(1, 999), 3)}`
  return body + pad(97 - Number(BigInt(body) % 97n))
}

const FIRST = 'Anna Ben Clara David Élodie Frida Grzegorz Hannah Igor José Karin Lars María Nils Olga Peter Quentin Renée Søren Tomás Ursula Victor Wanda Xenia Yusuf Zoë Mary-Ann Jean-Luc'.split(' ')
const LAST = ["Müller", 'Smith', "O'Connor", 'García', 'van Dijk', 'Nowak', 'Rossi', 'Dubois', 'Andersson', 'Kowalski', 'de la Cruz', 'Novák', 'Lindqvist', 'Meyer-Lüdenscheidt', 'Öztürk', 'Jansen']
const THINGS = ['White Metal Lantern', 'Cream Cupid Hearts Coat Hanger', 'Knitted Union Flag Hot Water Bottle', 'Red Woolly Hottie', 'Set Of Six Soldier Skittles', 'Glass Star Frosted', 'Hand Warmer', 'Home Building Block Word', 'Jumbo Bag', 'Regency Cakestand', 'Party Bunting', 'Lunch Bag', 'Assorted Colour Bird', 'Paper Craft']
const PLACES = ['New York', 'San Francisco', 'Rio Grande', 'Bad Homburg', 'Santa Cruz', 'Los Angeles', 'Baden Baden', 'Sankt Gallen', 'Le Havre', 'Cape Town', 'Buenos Aires', 'Den Haag']
const FIRMS = ['Acme Tools', 'Northwind Traders', 'Blue Ocean Shipping', 'Muster Bau', 'Contoso Retail', 'Globex Energy', 'Initech Software', 'Stark Logistics', 'Wayne Media', 'Umbrella Health', 'Wonka Sweets', 'Hooli Search']
const PHONES = ['+49 30 9018', '+44 20 7946 0', '+1 212 736 5', '+33 1 42 68 5', '+48 22 694 7', '+41 44 211 5']
const phone = (): string => {
  for (;;) {
    const text = `${pick(PHONES)}${digits(3)}`
    if (looksOf(text).length > 0 || random() < 0.03) return text
  }
}
const luhn = (body: string): string => {
  const sum = Array.from(body).reverse().reduce((all, digit, i) => all + (i % 2 === 0 ? ((Number(digit) * 2) % 10) + (Number(digit) > 4 ? 1 : 0) : Number(digit)), 0)
  return `${body}${(10 - (sum % 10)) % 10}`
}

interface Labelled {
  readonly field: string
  readonly truth: LookKind | undefined
  readonly value: () => string
}

/** Each kind of values under several names, with what real fields have: blanks, remarks, a few that are something else. */
const FIELDS: readonly Labelled[] = [
  ...['callback', 'whatsappNr', 'contact', 'field_17', 'reachMeAt'].map((field): Labelled => ({ field, truth: 'phone', value: () => (random() < 0.15 ? 'unknown' : phone()) })),
  ...['handy', 'mobileNo', 'telHome', 'custom.fax_2'].map((field): Labelled => ({ field, truth: 'phone', value: () => (random() < 0.1 ? '-' : `0${digits(3)} ${digits(7)}`) })),
  ...['note', 'replyTo', 'login', 'field_3', 'owner'].map((field): Labelled => ({ field, truth: 'email', value: () => (random() < 0.2 ? 'none given' : '[email]') })),
  ...['ref', 'pay.info', 'field_9'].map((field): Labelled => ({ field, truth: 'card', value: () => (random() < 0.3 ? '' : '[card ****1111]') })),
  ...['personalCode', 'idNo', 'field_4'].flatMap((field) => [pesel, cpf, dni, bsn, hetu, nir].map((make): Labelled => ({ field: `${field}.${make.name}`, truth: 'national-id', value: () => (random() < 0.08 ? 'pending' : make()) }))),
  ...['recipient', 'contactPerson', 'signedBy', 'guestName', 'gift.receiver', 'passenger_name', 'nameOnBadge', 'accountHolder'].map((field): Labelled => ({ field, truth: 'name', value: () => (random() < 0.1 ? pick(FIRST) : `${pick(FIRST)} ${pick(LAST)}`) })),
  ...['attendee', 'employee.label', 'kunde'].map((field): Labelled => ({ field, truth: 'name', value: () => `${pick(FIRST)} ${pick(FIRST)[0]}. ${pick(LAST)}` })),
  // Names that no word of the field gives away: told by nobody.
  ...['field_12', 'remark'].map((field): Labelled => ({ field, truth: 'name', value: () => `${pick(FIRST)} ${pick(LAST)}` })),
  // What is none of it.
  ...['productName', 'title', 'item', 'description', 'name', 'label', 'customerSegmentName'].map((field): Labelled => ({ field, truth: undefined, value: () => pick(THINGS) })),
  ...['city', 'venue', 'region', 'departureAirport', 'hotelName'].map((field): Labelled => ({ field, truth: undefined, value: () => pick(PLACES) })),
  ...['companyName', 'supplier', 'brand', 'bankName', 'store_name'].map((field): Labelled => ({ field, truth: undefined, value: () => pick(FIRMS) })),
  ...['order', 'invoiceNo', 'customerNumber', 'personnelNo'].flatMap((field) => [8, 9, 10, 11, 13].map((length): Labelled => {
    let next = Number(`1${digits(length - 1)}`)
    return { field: `${field}${length}`, truth: undefined, value: () => String((next += whole(1, 9))) }
  })),
  ...['serial', 'ticket', 'voucher'].map((field): Labelled => ({ field, truth: undefined, value: () => luhn(`7${digits(10)}`) })),
  ...['ean', 'barcode'].map((field): Labelled => ({ field, truth: undefined, value: () => `40${digits(11)}` })),
  { field: 'at', truth: undefined, value: () => String(1_700_000_000_000 + whole(0, 1e10)) },
  { field: 'day', truth: undefined, value: () => `2026-${pad(whole(1, 12))}-${pad(whole(1, 28))}` },
  { field: 'ip_range', truth: undefined, value: () => `10.${whole(0, 255)}.${whole(0, 255)}.${whole(0, 255)}` },
  { field: 'trace', truth: undefined, value: () => `${digits(8)}-${digits(4)}-4${digits(3)}-8${digits(3)}-${digits(12)}` },
  { field: 'price', truth: undefined, value: () => `${whole(1, 999)}.${digits(2)}` },
  { field: 'search', truth: undefined, value: () => pick([...THINGS, ...PLACES, 'red shoes', '12345678']) },
  { field: 'telemetry', truth: undefined, value: () => digits(10) },
]

function evidenceOf({ field, value }: Labelled, sampled: number): FieldEvidence {
  const looks = new Map<string, FieldEvidence['looks'][number] & { values: number; changed: number }>()
  for (let i = 0; i < sampled; i++) {
    const text = value()
    for (const { look, passesChanged } of looksOf(text)) {
      const count = looks.get(look) ?? { look, values: 0, changed: 0, since: i, example: maskedExample(text) }
      looks.set(look, { ...count, values: count.values + 1, changed: count.changed + (passesChanged ? 1 : 0) })
    }
  }
  return { place: 'property', event: 'E', field, sampled, looks: [...looks.values()] }
}

test('precision and recall by kind, over labelled fields', () => {
  const found = FIELDS.map((one) => ({ ...one, told: fieldLook(evidenceOf(one, 40))?.kind }))
  const lines = LOOK_KINDS.map((kind) => {
    const right = found.filter(({ truth, told }) => truth === kind && told === kind).length
    const [told, there] = [found.filter((one) => one.told === kind).length, found.filter(({ truth }) => truth === kind).length]
    return { kind, precision: told === 0 ? 1 : right / told, recall: right / there, there }
  })
  for (const { kind, precision, recall, there } of lines) console.log(`${kind}: ${there} fields, precision ${precision.toFixed(2)}, recall ${recall.toFixed(2)}`)
  console.log(`none of it: ${found.filter(({ truth }) => truth === undefined).length} fields, taken for something: ${found.filter(({ truth, told }) => truth === undefined && told !== undefined).map(({ field, told }) => `${field} (${told})`).join(', ') || 'none'}`)
  console.log(`missed: ${found.filter(({ truth, told }) => truth !== undefined && told === undefined).map(({ field }) => field).join(', ')}`)
  for (const { kind, precision, recall } of lines) {
    assert.ok(precision >= 0.95, `${kind} precision ${precision}`)
    // Names are told by the field's words, too: who calls a field `field_12` is not found out.
    assert.ok(recall >= (kind === 'name' ? 0.7 : 0.9), `${kind} recall ${recall}`)
  }
})

test('what an example shows is its shape', () => {
  assert.equal(maskedExample('Élodie van Dijk, +49 30/901820'), 'xxxxxx xxx xxxx, +00 00/')
})

test('few values say nothing, and of a number of several countries the one is told that most values are', () => {
  const one: Labelled = { field: 'x', truth: 'national-id', value: pesel }
  assert.equal(fieldLook(evidenceOf(one, 9)), undefined)
  assert.deepEqual([fieldLook(evidenceOf(one, 40))?.detail, fieldLook(evidenceOf(one, 40))?.class], ['PL.pesel', 'sensitive'])
})
