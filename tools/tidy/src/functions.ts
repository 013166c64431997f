/**
 * Finds the functions of a file and their lengths, from the mask: every `{` that opens a body.
 *
 * A body follows `=>`, or the `)` of a parameter list: one that belongs to `function`, a method, an accessor or a
 * constructor, and not to `if`, `for`, `while`, `switch`, `catch` or `with`. Between the `)` and the body there may be a
 * return type, which may itself hold braces; so from every candidate `)` we read forward over a type until the body
 * begins or it is clear that none does (an overload, a signature in an interface, a plain call).
 */
import type { SourceFile } from './repository.ts'

export interface FunctionBody {
  readonly name: string
  /** First line (of the name or the arrow's parameters) and last line, from 1, inclusive. */
  readonly from: number
  readonly to: number
  /** The call this function is an argument of, e.g. `describe`, or ''. */
  readonly argumentOf: string
}

const NOT_FUNCTIONS = new Set(['if', 'for', 'while', 'switch', 'catch', 'with', 'return', 'await', 'typeof', 'new', 'super', 'import', 'async', 'function'])
/** After these, a brace in a type opens an object type, not the body. */
const TYPE_GOES_ON = new Set([':', '|', '&', '<', ',', '(', '[', '=', '?', 'is', 'extends', 'keyof', 'readonly', 'asserts', 'infer', '=>', 'unique', 'typeof'])
/** The only words that may follow a finished operand in a type. */
const TYPE_WORDS = new Set(['is', 'extends'])

export function functionsOf(file: SourceFile): FunctionBody[] {
  const { code } = file.masked
  const pairs = matchBrackets(code)
  const found: FunctionBody[] = []
  for (const match of code.matchAll(/=>\s*\{/g)) {
    const open = match.index + match[0].length - 1
    found.push(body(file, code, pairs, { head: arrowHead(code, pairs, match.index), open, arrow: true }))
  }
  for (let paren = code.indexOf('('); paren !== -1; paren = code.indexOf('(', paren + 1)) {
    const head = nameBefore(code, paren)
    if (head === -1 || !pairs.has(paren)) continue
    const open = bodyAfter(code, pairs, (pairs.get(paren) as number) + 1)
    if (open !== -1) found.push(body(file, code, pairs, { head, open, arrow: false }))
  }
  return found.sort((a, b) => a.from - b.from || b.to - a.to)
}

/** Positions of brackets, opening to closing and closing to opening. */
function matchBrackets(code: string): Map<number, number> {
  const pairs = new Map<number, number>()
  const stack: number[] = []
  for (let at = 0; at < code.length; at++) {
    const c = code[at]
    if (c === '(' || c === '[' || c === '{') stack.push(at)
    else if (c === ')' || c === ']' || c === '}') {
      const open = stack.pop()
      if (open === undefined) continue
      pairs.set(open, at)
      pairs.set(at, open)
    }
  }
  return pairs
}

/** Where the name (or the word `function`) before a parameter list begins, over type parameters; -1 where none can be. */
function nameBefore(code: string, paren: number): number {
  let at = code.slice(0, paren).trimEnd().length
  if (code[at - 1] === '>' && code[at - 2] !== '=') {
    let depth = 0
    while (--at >= 0) {
      if (code[at] === '>' && code[at - 1] !== '=') depth++
      else if (code[at] === '<' && --depth === 0) break
    }
  }
  const [word] = /[\w$#]*\s*$/.exec(code.slice(Math.max(0, at - 100), Math.max(0, at))) ?? ['']
  const name = word.trim()
  return name === '' || (NOT_FUNCTIONS.has(name) && name !== 'function') ? -1 : at - word.length
}

/** The `{` of the body behind a parameter list that ended just before `at`, or -1. */
function bodyAfter(code: string, pairs: Map<number, number>, at: number): number {
  const token = /\s*(=>|[\w$]+|[^\s\w$])/y
  token.lastIndex = at
  let match = token.exec(code)
  if (match?.[1] === '{') return token.lastIndex - 1
  if (match?.[1] !== ':') return -1
  let before = ':'
  for (match = token.exec(code); match; match = token.exec(code)) {
    const [, mark] = match
    const place = token.lastIndex - mark.length
    if (mark === '{' && !TYPE_GOES_ON.has(before)) return place
    if (mark === '=>' && before !== ')') return -1
    if (/^[;,=)\]}]$/.test(mark)) return -1
    // A word after a finished type is the next statement: this was a signature without a body.
    if (/^\w/.test(mark) && !TYPE_GOES_ON.has(before) && !TYPE_WORDS.has(mark)) return -1
    before = mark
    if (mark === '<') {
      token.lastIndex = skipAngles(code, pairs, place)
      before = '>'
    } else if (pairs.has(place)) {
      const close = pairs.get(place) as number
      token.lastIndex = close + 1
      before = code[close]
    }
  }
  return -1
}

/** Past the `>` that closes the `<` at this place; `=>` inside does not close it. */
function skipAngles(code: string, pairs: Map<number, number>, open: number): number {
  let depth = 0
  for (let at = open; at < code.length; at++) {
    if (code[at] === '<') depth++
    else if (code[at] === '>' && code[at - 1] !== '=' && --depth === 0) return at + 1
    else if (code[at] === '(' || code[at] === '[' || code[at] === '{') at = pairs.get(at) ?? at
  }
  return open + 1
}

/** Where an arrow function begins: its parameter list, or its one bare parameter. */
function arrowHead(code: string, pairs: Map<number, number>, arrow: number): number {
  const front = code.slice(Math.max(0, arrow - 300), arrow).trimEnd()
  const start = Math.max(0, arrow - 300)
  const list = /\)(?:\s*:[^;={}()]*)?$/.exec(front)
  if (list) return pairs.get(start + list.index) ?? arrow
  const bare = /[\w$]+$/.exec(front)
  return bare ? start + bare.index : arrow
}

function body(file: SourceFile, code: string, pairs: Map<number, number>, { head, open, arrow }: { head: number; open: number; arrow: boolean }): FunctionBody {
  const close = pairs.get(open) ?? open
  const front = code.slice(Math.max(0, head - 200), head)
  const assigned = /([\w$#]+)\s*(?::[^=;]*)?[=:]\s*(?:async\s*)?(?:<[^<>]*>\s*)?$/.exec(front)?.[1]
  const called = /([\w$]+)(?:\.[\w$]+)?\s*\([^()]*?,?\s*(?:async\s*)?$/.exec(front)?.[1] ?? ''
  const named = /^[\w$#]+/.exec(code.slice(head))?.[0]
  const name = arrow ? (assigned ?? (called === '' ? 'a function' : `the function given to ${called}`)) : (named ?? 'a function')
  return { name, from: file.lineOf(head), to: file.lineOf(close), argumentOf: arrow ? called : '' }
}
