import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { mask } from './lexer.ts'

/** The mask with runs of blanks shortened to one, so that expectations stay readable. */
function code(text: string): string {
  const masked = mask(text)
  assert.equal(masked.brokenAt, -1, `could not read ${text}`)
  assert.equal(masked.code.length, text.length)
  return masked.code.replace(/ +/g, ' ')
}

test('code stays, comments go, positions stay', () => {
  assert.equal(mask('a // b\nc /* d\ne */ f').code, 'a     \nc     \n     f')
  assert.equal(code('#!/usr/bin/env node\na'), ' \na')
})

test('insides of strings go, quotes stay', () => {
  assert.equal(code(`f('a // b', "c /* d")`), `f(' ', " ")`)
  assert.equal(code(String.raw`f('it\'s', "\\")`), `f(' ', " ")`)
  assert.equal(code(`x = '' + ""`), `x = '' + ""`)
})

test('templates: text goes, substitutions stay, to any depth', () => {
  assert.equal(code('`a`'), '` `')
  assert.equal(code('`a ${b} c`'), '` {b} `')
  assert.equal(code('`a ${f({ x: `${y} z` })} c`'), '` {f({ x: ` {y} ` })} `')
  assert.equal(code('`${a}${b}`'), '` {a} {b}`')
  assert.equal(code('`\\${not} code`'), '` `')
  assert.equal(code('tag`a` / 2'), 'tag` ` / 2')
})

test('a slash after an operand divides', () => {
  for (const text of ['a / b / c', 'f(x) / 2 / y', 'a[0] / 2 / y', '1 / 2 / 3', 'a! / 2 / b', 'x++ / 2 / y', "'a'.length / 2 / y", 'this.x / y / z', 'a.return / b / c']) {
    assert.equal(code(text).replaceAll("' '", "'a'"), text)
  }
})

test('a slash where an operand is expected opens a regular expression', () => {
  assert.equal(code('x = /a"b/g.test(y)'), 'x = / /g.test(y)')
  assert.equal(code('f(/[/"]/u)'), 'f(/ /u)')
  assert.equal(code(String.raw`return /\/'/`), 'return / /')
  assert.equal(code("if (x) /'/.test(y)"), 'if (x) / /.test(y)')
  assert.equal(code("const f = (a) => /'/.test(a)"), 'const f = (a) => / /.test(a)')
  assert.equal(code("x ? /'/ : /\"/"), 'x ? / / : / /')
  assert.equal(code("!/'/.test(x)"), '!/ /.test(x)')
  assert.equal(code("{ a() }\n/'/.test(x)"), "{ a() }\n/ /.test(x)")
  assert.equal(code('[/`/, /`/]'), '[/ /, / /]')
  assert.equal(code("a => { return { b: 1 } / 2 / c }"), 'a => { return { b: 1 } / 2 / c }')
})

test('types and generics are no obstacle', () => {
  const text = 'export function f<T extends Record<string, A | B>>(x: T): x is T & { a: 1 } { return x as unknown as T }'
  assert.equal(code(text), text)
})

test('strings and comments are reported with their places', () => {
  const text = "import a from './a.ts' // why\n"
  const { strings, comments } = mask(text)
  assert.deepEqual(strings.map((span) => text.slice(span.start, span.end)), ["'./a.ts'"])
  assert.deepEqual(comments.map((span) => text.slice(span.start, span.end)), ['// why'])
})

test('what cannot be read is said, and reading goes on', () => {
  assert.equal(mask("a = 'open\nb").brokenAt, 4)
  assert.equal(mask('f(').brokenAt, 2)
  assert.equal(mask('f(]').brokenAt, 2)
  assert.equal(mask('/* open').brokenAt, 2)
  assert.equal(mask('`open').brokenAt, 0)
  assert.equal(mask('x = /open\n').brokenAt, 4)
})

test('elements: tags and braces stay, words are blank', () => {
  const read = (text: string): string => {
    const { code, brokenAt } = mask(text, true)
    assert.equal(brokenAt, -1, text)
    assert.equal(code.length, text.length)
    return code
  }
  assert.equal(read("const a = <p>don't {f('x')} </p> / 2"), "const a = <p>      {f(' ')} </p> / 2")
  assert.equal(read('return <Menu.Item a="it\'s" b={{ c: 1 }} {...d} />'), 'return <Menu.Item a="    " b={{ c: 1 }} {...d} />')
  assert.equal(read('(<><b>{x.map((y) => <i key={y}>/*{y}</i>)}</b>`</>)'), '(<><b>{x.map((y) => <i key={y}>  {y}</i>)}</b> </>)')
  assert.equal(read('f(a < b, c > d / 2)'), 'f(a < b, c > d / 2)')
  assert.equal(read("const f = <T,>(x: T) => x / 2 + /'/.source.length"), 'const f = <T,>(x: T) => x / 2 + / /.source.length')
  assert.equal(read('a ? <B c={`${d}`}>e</B> : <F />'), 'a ? <B c={` {d}`}> </B> : <F />')
  assert.equal(mask('x = <p>open', true).brokenAt, 7)
  assert.equal(mask('x = <p a="open>', true).brokenAt, 9)
})

test('it reads itself', () => {
  for (const name of ['lexer.ts', 'lexer.test.ts']) {
    const text = readFileSync(new URL(name, import.meta.url), 'utf8')
    assert.equal(mask(text).brokenAt, -1, name)
  }
})
