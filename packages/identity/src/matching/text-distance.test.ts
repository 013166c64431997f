import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isOneEditApart, jaroWinkler, soundex } from './text-distance.ts'

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'ß', '1'), maxLength: 9 })

test('Jaro–Winkler gives the figures of Winkler’s papers', () => {
  for (const [a, b, expected] of [['martha', 'marhta', 0.9611], ['dixon', 'dicksonx', 0.8133], ['dwayne', 'duane', 0.84], ['jones', 'johnson', 0.8324], ['abroms', 'abrams', 0.9222]] as const) {
    const found = jaroWinkler(a, b)
    assert.ok(Math.abs(found - expected) < 0.0001, `${a} ${b}: ${found}`)
  }
})

test('Jaro–Winkler is the same both ways, lies between 0 and 1, and is 1 for the same text only', () => {
  fc.assert(fc.property(word, word, (a, b) => {
    const found = jaroWinkler(a, b)
    assert.equal(found, jaroWinkler(b, a))
    assert.ok(found >= 0 && found <= 1)
    assert.equal(found === 1, a === b)
    if (![...a].some((one) => b.includes(one)) && a !== b) assert.equal(found, 0)
  }))
})

test('one edit apart is what trying every edit says', () => {
  const edits = (text: string): Set<string> => {
    const found = new Set<string>()
    for (let i = 0; i <= text.length; i++) {
      for (const letter of 'abcß1') {
        found.add(text.slice(0, i) + letter + text.slice(i))
        if (i < text.length) found.add(text.slice(0, i) + letter + text.slice(i + 1))
      }
      if (i < text.length) found.add(text.slice(0, i) + text.slice(i + 1))
      if (i + 1 < text.length) found.add(text.slice(0, i) + text[i + 1]! + text[i]! + text.slice(i + 2))
    }
    found.delete(text)
    return found
  }
  fc.assert(fc.property(word, word, (a, b) => assert.equal(isOneEditApart(a, b), edits(a).has(b))))
  fc.assert(fc.property(word, fc.nat(), (a, at) => {
    const all = [...edits(a)]
    assert.ok(isOneEditApart(a, all[at % all.length]!))
  }))
})

test('Soundex gives the codes of the National Archives', () => {
  for (const [name, code] of [['robert', 'r163'], ['rupert', 'r163'], ['ashcraft', 'a261'], ['tymczak', 't522'], ['pfister', 'p236'], ['honeyman', 'h555'], ['lee', 'l'], ['schmidt', 's53'], ['schmitt', 's53'], ['mueller', 'm46'], ['miller', 'm46']] as const) assert.equal(soundex(name), code)
  assert.equal(soundex('анна'), 'анн')
  assert.equal(soundex(''), '')
})
