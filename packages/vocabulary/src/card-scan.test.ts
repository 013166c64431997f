import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isCardNumber, scrubCards } from './card-scan.ts'
import { digitValue } from './digits.ts'
import { needsLook } from './needs-look.ts'

// Numbers that card networks publish for testing.
const CARDS = [
  '4111111111111111', '4012888888881881', '4222222222222', '4917610000000000003', '5555555555554444', '5105105105105100',
  '2223003122003222', '2720990000000007', '378282246310005', '371449635398431', '6011111111111117', '6445644564456445',
  '30569309025904', '38520000023237', '36227206271667', '3530111333300000', '3566002020360505', '6200000000000005',
  '6304000000000000', '6759649826438453', '501800000009',
]

test('every published test number is a card and is scrubbed bare, in text, and in pieces', () => {
  for (const card of CARDS) {
    const mark = `[card ****${card.slice(-4)}]`
    assert.ok(isCardNumber(card), card)
    assert.equal(scrubCards(card), mark)
    assert.equal(scrubCards(`pay with ${card}, please`), `pay with ${mark}, please`)
    assert.equal(scrubCards(card.replace(/(.{4})(?=.)/g, '$1 ')), mark)
    assert.equal(scrubCards(card.replace(/(.{4})(?=.)/g, '$1-')), mark)
    assert.equal(scrubCards([...card].join(' - ')), mark)
    assert.ok(needsLook(card))
  }
})

test('scrubs in every neighbourhood that lets a card be read', () => {
  const mark = '[card ****1111]'
  const table: [string, string][] = [
    ['4111111111111111', mark],
    ['card:4111111111111111;cvv', `card:${mark};cvv`],
    ['card4111111111111111', `card${mark}`],
    ['x4111111111111111y', `x${mark}y`],
    ['nr4111-1111-1111-1111x', `nr${mark}x`],
    ['12 4111 1111 1111 1111 exp 12', `12 ${mark} exp 12`],
    ['4111 1111 1111 1111 12/27', `${mark} 12/27`],
    ['4111111111111111.', `${mark}.`],
    ['1,4111111111111111,2', `1,${mark},2`],
    ['4111111111111111,5555555555554444', `${mark},[card ****4444]`],
    ['4111111111111111 5555555555554444', `${mark} [card ****4444]`],
    ['4111\t1111\n1111\u00a01111', mark],
    ['4111–1111—1111−1111', mark],
    ['4111\u200b1111\u00ad1111\ufeff1111', mark],
    ['٤١١١١١١١١١١١١١١١', mark],
    ['４１１１ １１１１ １１１１ １１１１', mark],
    ['𝟜𝟙𝟙𝟙𝟙𝟙𝟙𝟙𝟙𝟙𝟙𝟙𝟙𝟙𝟙𝟙', mark],
    ['卡号4111111111111111谢谢', `卡号${mark}谢谢`],
    ['😀4111111111111111😀', `😀${mark}😀`],
    ['+4111111111111111', `+${mark}`],
  ]
  for (const [text, expected] of table) {
    assert.equal(scrubCards(text), expected)
    assert.ok(needsLook(text), text)
  }
})

test('leaves alone what is no card', () => {
  const table = [
    '', 'nothing', '4111111111111112', '411111111111111', '41111111111111111', '1234567890123452', '9999999999999995',
    '2024-05-05 10:11:12', '1714903872123', '20240505101112', '41111111111111114111111111111111', '411111111111111100000',
    '4111 1111 1111', '4111.1111.1111.1111', '4111_1111_1111_1111', '4111    1111    1111    1111', '3.4111111111111111',
    '0.4012888888881881', 'a94a8fe54012888888881881e5fe08cd', '+4915112345671', '+49 151 12345671', '4,111,111,111,111,111',
    '550e8400-e29b-41d4-a716-446655440000', '4111/1111/1111/1111',
  ]
  for (const text of table) assert.equal(scrubCards(text), text)
  // The phone number above would be one without its plus: the plus is what saves it.
  assert.ok(isCardNumber('4915112345674') === (scrubCards('4915112345674') !== '4915112345674'))
})

test('version 4 UUIDs and decimal fractions are practically never mistaken', () => {
  let seed = 12345
  const random = () => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) / 2 ** 32
  const hex = (count: number) => Array.from({ length: count }, () => Math.floor(random() * 16).toString(16)).join('')
  let changed = 0
  for (let i = 0; i < 50_000; i++) {
    const uuid = `${hex(8)}-${hex(4)}-4${hex(3)}-${'89ab'[Math.floor(random() * 4)]}${hex(3)}-${hex(12)}`
    if (scrubCards(uuid) !== uuid) changed++
    const fraction = String(random())
    assert.equal(scrubCards(fraction), fraction)
  }
  assert.ok(changed === 0, `${changed} of 50,000 UUIDs were changed`)
})

const DIGIT_ZEROS = [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10, 0x1d7ce, 0x1d7d8, 0x104a0]
const SEPARATORS = ['', '', '', ' ', '-', '\u00a0', '\u2003', '\u2010', '\u2013', '\u2014', '\u2212', '\ufe63', '\uff0d', ' - ']
const ISSUED: [prefix: string, length: number][] = [
  ['4', 13], ['4', 16], ['4', 19], ['51', 16], ['55', 16], ['2221', 16], ['2720', 16], ['34', 15], ['37', 15], ['6011', 16],
  ['65', 19], ['300', 14], ['305', 14], ['36', 14], ['39', 14], ['3528', 16], ['3589', 19], ['62', 16], ['62', 18], ['6759', 12],
]

/** Completes `body` with the digit that makes it pass (or, `shift` ≠ 0, fail) the Luhn check. */
function withCheckDigit(body: string, shift: number): string {
  let sum = 0
  for (let i = 0; i < body.length; i++) {
    const digit = Number(body[body.length - 1 - i])
    sum += i % 2 === 1 ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit
  }
  return body + ((10 - (sum % 10) + shift) % 10)
}

const written = (shift: fc.Arbitrary<number>) =>
  fc
    .record({
      issuer: fc.constantFrom(...ISSUED),
      fill: fc.array(fc.nat(9), { minLength: 19, maxLength: 19 }),
      zeros: fc.array(fc.constantFrom(...DIGIT_ZEROS), { minLength: 19, maxLength: 19 }),
      gaps: fc.array(fc.constantFrom(...SEPARATORS), { minLength: 18, maxLength: 18 }),
      shift,
    })
    .map(({ issuer: [prefix, length], fill, zeros, gaps, shift }) => {
      const digits = withCheckDigit((prefix + fill.join('')).slice(0, length - 1), shift)
      const text = [...digits].map((digit, i) => String.fromCodePoint(zeros[i]! + Number(digit)) + (i < length - 1 ? gaps[i]! : ''))
      return { digits, text: text.join('') }
    })

test('property: a valid number in any digits and separators is always scrubbed, also within text', () => {
  const around = fc.constantFrom('', ' ', 'card: ', '(', 'número ', '，', '"', '\n', 'x=', '日本')
  fc.assert(
    fc.property(written(fc.constant(0)), around, around, (card, before, after) => {
      const scrubbed = scrubCards(before + card.text + after)
      const readable = [...scrubbed].filter((character) => digitValue(character.codePointAt(0)!) >= 0).length
      assert.ok(readable <= 4, scrubbed)
      assert.ok(scrubbed.includes(`[card ****${card.digits.slice(-4)}]`), scrubbed)
      assert.ok(needsLook(before + card.text + after))
    }),
    { numRuns: 3000 },
  )
})

test('property: a number in one piece with a wrong check digit is never touched', () => {
  fc.assert(
    fc.property(written(fc.integer({ min: 1, max: 9 })), (card) => {
      assert.equal(scrubCards(card.digits), card.digits)
      assert.equal(scrubCards(`nr ${card.digits}!`), `nr ${card.digits}!`)
    }),
    { numRuns: 2000 },
  )
})

test('property: the cheap look never misses what the scan would change', () => {
  const pieces = fc.constantFrom('4111', '1111', '411111111111', '１１１１', '٤', ' ', '-', '–', 'a', '.', '😀', '\t', '4', '1', '@')
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
      const text = parts.join('')
      if (scrubCards(text) !== text) assert.ok(needsLook(text))
    }),
    { numRuns: 3000 },
  )
})

test('hostile text costs a bounded number of steps per character', () => {
  // A megabyte each; a quadratic scan would need 10^11 steps and never return.
  for (const part of ['4', '4-', '4111-', '-', '4 ', '41111111111111114 ', 'a4111111111111111', '6200 0000 0000 0005 ', '٤-']) {
    const text = part.repeat(Math.ceil(1_000_000 / part.length))
    assert.ok(scrubCards(text).length > 0)
  }
})
