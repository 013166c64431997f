/**
 * Reads TypeScript just well enough to tell code from everything that only looks like code.
 *
 * The result is a mask: a text of the same length in which the insides of strings, templates, regular expressions and
 * comments are blanks, while quotes, code and line ends stay where they are. A law can then search the mask with plain
 * patterns, and every hit has the position it has in the file. What is inside `${…}` of a template is code and stays.
 *
 * The one hard question is whether a slash divides or opens a regular expression. It opens one where an operand is
 * expected, that is after an operator, an opening bracket, a keyword such as `return`, the `)` of an `if (…)`, or the `}`
 * of a block; after a name, a number, a string, any other `)`, a `]`, or the `}` of an object it divides.
 * TypeScript adds one trap: the `!` of `a! / b` follows an operand and changes nothing.
 */
export interface Span {
  readonly start: number
  /** One past the last character. */
  readonly end: number
}

export interface Masked {
  readonly code: string
  /** Comments with their slashes. */
  readonly comments: readonly Span[]
  /** String literals with their quotes, and templates without substitutions. */
  readonly strings: readonly Span[]
  /** Where reading went wrong: an unclosed literal, or brackets that do not match. -1 when it did not. */
  readonly brokenAt: number
}

const KEYWORDS_BEFORE_OPERAND = new Set(['return', 'typeof', 'case', 'in', 'of', 'delete', 'void', 'throw', 'new', 'do', 'else', 'await', 'yield', 'instanceof', 'extends', 'default', 'satisfies', 'as'])
const KEYWORDS_WITH_HEAD = new Set(['if', 'while', 'for', 'with'])
const WORD = /[\p{ID_Start}$_#][\p{ID_Continue}$\u200c\u200d]*|\d[\w.]*/uy
const CLOSER: Record<string, string> = { '(': ')', '[': ']', '{': '}' }

type Opened = { readonly bracket: string; readonly operandAfter: boolean; readonly template: boolean }

export function mask(text: string): Masked {
  const reader = new Reader(text)
  reader.read()
  return { code: reader.finish(), comments: reader.comments, strings: reader.strings, brokenAt: reader.brokenAt }
}

class Reader {
  readonly comments: Span[] = []
  readonly strings: Span[] = []
  brokenAt = -1
  readonly #text: string
  /** Ranges to blank out. */
  readonly #blanks: Span[] = []
  readonly #opened: Opened[] = []
  #at = 0
  /** Whether an operand is expected next, so that a slash would open a regular expression. */
  #operandNext = true
  #lastWord = ''
  #lastMark = ''

  constructor(text: string) {
    this.#text = text
  }

  read(): void {
    if (this.#text.startsWith('#!')) this.#skipTo(this.#lineEnd(0), this.comments)
    while (this.#at < this.#text.length) this.#step()
    if (this.#opened.length > 0) this.#broken(this.#text.length)
  }

  finish(): string {
    const parts: string[] = []
    let from = 0
    for (const { start, end } of this.#blanks.sort((a, b) => a.start - b.start)) {
      parts.push(this.#text.slice(from, start), this.#text.slice(start, end).replace(/[^\n]/g, ' '))
      from = end
    }
    parts.push(this.#text.slice(from))
    return parts.join('')
  }

  #step(): void {
    const text = this.#text
    const at = this.#at
    const c = text[at]
    if (c === '/' && text[at + 1] === '/') return this.#skipTo(this.#lineEnd(at), this.comments)
    if (c === '/' && text[at + 1] === '*') return this.#skipTo(this.#endOf('*/', at + 2), this.comments)
    if (c === '"' || c === "'") return this.#string(c)
    if (c === '`') return this.#template(at)
    if (c === '/' && this.#operandNext) return this.#regularExpression()
    if (/\s/.test(c)) {
      this.#at++
      return
    }
    WORD.lastIndex = at
    const word = WORD.exec(text)?.[0]
    if (word !== undefined) return this.#word(word)
    if (c === '(' || c === '[' || c === '{') return this.#open(c)
    if (c === ')' || c === ']' || c === '}') return this.#close(c)
    this.#mark(c)
  }

  #word(word: string): void {
    this.#at += word.length
    // `a.return` and `a?.in` are names, whatever the word.
    const keyword = this.#lastMark !== '.'
    this.#operandNext = keyword && KEYWORDS_BEFORE_OPERAND.has(word)
    this.#lastWord = keyword ? word : ''
    this.#lastMark = ''
  }

  #mark(c: string): void {
    const next = this.#text[this.#at + 1]
    if ((c === '+' || c === '-') && next === c) {
      // `a++ / 2` divides, `++/x/.lastIndex` does not exist in practice: what was expected before still is.
      this.#at += 2
    } else {
      const postfixBang = c === '!' && !this.#operandNext && next !== '='
      this.#at++
      if (!postfixBang) this.#operandNext = true
    }
    this.#lastMark = c
    this.#lastWord = ''
  }

  #open(bracket: string): void {
    const head = bracket === '(' && KEYWORDS_WITH_HEAD.has(this.#lastWord)
    const block = bracket === '{' && this.#opensBlock()
    this.#opened.push({ bracket, operandAfter: head || block, template: false })
    this.#at++
    this.#operandNext = true
    this.#lastMark = bracket
    this.#lastWord = ''
  }

  // A `{` opens a block where a statement may begin, and an object where a value is expected.
  #opensBlock(): boolean {
    if (this.#lastWord !== '') return !KEYWORDS_BEFORE_OPERAND.has(this.#lastWord) || this.#lastWord === 'else' || this.#lastWord === 'do'
    return this.#lastMark === '' || [')', ';', '{', '}', '>'].includes(this.#lastMark)
  }

  #close(bracket: string): void {
    const opened = this.#opened.pop()
    if (!opened || CLOSER[opened.bracket] !== bracket) this.#broken(this.#at)
    this.#at++
    this.#lastMark = bracket
    this.#lastWord = ''
    if (opened?.template) return this.#template(this.#at - 1)
    this.#operandNext = opened?.operandAfter ?? false
  }

  #string(quote: string): void {
    const start = this.#at
    let at = start + 1
    const text = this.#text
    while (at < text.length && text[at] !== quote && text[at] !== '\n') at += text[at] === '\\' ? 2 : 1
    if (text[at] !== quote) this.#broken(start)
    this.#literal(start, Math.min(at + 1, text.length))
  }

  /** Reads on in a template from its opening quote, or from the brace that ends a substitution. */
  #template(start: number): void {
    const text = this.#text
    let at = start + 1
    while (at < text.length && text[at] !== '`') {
      if (text[at] === '$' && text[at + 1] === '{') {
        this.#blanks.push({ start: start + 1, end: at + 1 })
        this.#opened.push({ bracket: '{', operandAfter: false, template: true })
        this.#at = at + 2
        this.#operandNext = true
        this.#lastMark = '{'
        this.#lastWord = ''
        return
      }
      at += text[at] === '\\' ? 2 : 1
    }
    if (at >= text.length) this.#broken(start)
    if (text[start] === '`') return this.#literal(start, Math.min(at + 1, text.length))
    this.#blanks.push({ start: start + 1, end: at })
    this.#operand(Math.min(at + 1, text.length))
  }

  #literal(start: number, end: number): void {
    this.strings.push({ start, end })
    this.#blanks.push({ start: start + 1, end: Math.max(start + 1, end - 1) })
    this.#operand(end)
  }

  #regularExpression(): void {
    const text = this.#text
    const start = this.#at
    let at = start + 1
    let inClass = false
    while (at < text.length && text[at] !== '\n' && (text[at] !== '/' || inClass)) {
      if (text[at] === '[') inClass = true
      else if (text[at] === ']') inClass = false
      at += text[at] === '\\' ? 2 : 1
    }
    if (text[at] !== '/') this.#broken(start)
    this.#blanks.push({ start: start + 1, end: Math.min(at, text.length) })
    at++
    while (/[a-z]/.test(text[at] ?? '')) at++
    this.#operand(at)
  }

  #operand(at: number): void {
    this.#at = at
    this.#operandNext = false
    this.#lastMark = 'literal'
    this.#lastWord = ''
  }

  #skipTo(end: number, kind: Span[]): void {
    const span = { start: this.#at, end }
    kind.push(span)
    this.#blanks.push(span)
    this.#at = end
  }

  #lineEnd(from: number): number {
    const end = this.#text.indexOf('\n', from)
    return end === -1 ? this.#text.length : end
  }

  #endOf(closing: string, from: number): number {
    const found = this.#text.indexOf(closing, from)
    if (found === -1) this.#broken(from)
    return found === -1 ? this.#text.length : found + closing.length
  }

  #broken(at: number): void {
    if (this.brokenAt === -1) this.brokenAt = Math.min(at, this.#text.length)
  }
}
