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
 *
 * In .tsx files a `<` where an operand is expected opens an element, unless it is the type parameter of an arrow function
 * (`<T,>`). Tags and the code in their braces stay, the words between them are blanked like strings: an apostrophe there
 * opens nothing. Leaving a brace returns to the tag or to the words that it interrupted, at the depth that it was met.
 */
import { blankOut, CLOSER, ELEMENT, KEYWORDS_BEFORE_OPERAND, KEYWORDS_WITH_HEAD, lineEnd, WORD, type Inside, type Masked, type Opened, type Span } from './lexer-parts.ts'

export type { Masked } from './lexer-parts.ts'
export function mask(text: string, elements = false): Masked {
  const reader = new Reader(text, elements)
  reader.read()
  return { code: reader.finish(), comments: reader.comments, strings: reader.strings, brokenAt: reader.brokenAt }
}

class Reader {
  readonly comments: Span[] = []
  readonly strings: Span[] = []
  brokenAt = -1
  readonly #text: string
  readonly #elements: boolean
  /** Ranges to blank out. */
  readonly #blanks: Span[] = []
  readonly #opened: Opened[] = []
  #at = 0
  /** Whether an operand is expected next, so that a slash would open a regular expression. */
  #operandNext = true
  #lastWord = ''
  #lastMark = ''

  constructor(text: string, elements: boolean) {
    this.#text = text
    this.#elements = elements
  }

  read(): void {
    if (this.#text.startsWith('#!')) this.#skipTo(lineEnd(this.#text, 0), this.comments)
    while (this.#at < this.#text.length) this.#step()
    if (this.#opened.length > 0) this.#broken(this.#text.length)
  }

  finish(): string {
    return blankOut(this.#text, this.#blanks)
  }

  #step(): void {
    const text = this.#text
    const at = this.#at
    const c = text[at]
    if (c === '/' && text[at + 1] === '/') return this.#skipTo(lineEnd(text, at), this.comments)
    if (c === '/' && text[at + 1] === '*') return this.#skipTo(this.#endOf('*/', at + 2), this.comments)
    if (c === '"' || c === "'") return this.#string(c)
    if (c === '`') return this.#template(at)
    if (c === '/' && this.#operandNext) return this.#regularExpression()
    if (c === '<' && this.#elements && this.#operandNext && ELEMENT.test(text.slice(at, at + 100))) return this.#tag(at + 1, 0)
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
    this.#opened.push({ bracket, operandAfter: head || block })
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
    if (opened?.inside?.kind === 'template') return this.#template(this.#at - 1)
    if (opened?.inside?.kind === 'tag') return this.#tag(this.#at, opened.inside.depth)
    if (opened?.inside?.kind === 'words') return this.#words(this.#at, opened.inside.depth)
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
        return this.#enter(at + 2, { kind: 'template' })
      }
      at += text[at] === '\\' ? 2 : 1
    }
    if (at >= text.length) this.#broken(start)
    if (text[start] === '`') return this.#literal(start, Math.min(at + 1, text.length))
    this.#blanks.push({ start: start + 1, end: at })
    this.#operand(Math.min(at + 1, text.length))
  }

  /** Code begins behind a `{` that stands in something else, to which its `}` leads back. */
  #enter(at: number, inside: Inside): void {
    this.#opened.push({ bracket: '{', operandAfter: false, inside })
    this.#at = at
    this.#operandNext = true
    this.#lastMark = '{'
    this.#lastWord = ''
  }

  /** Reads on in an opening tag that stands inside `depth` elements, to its end and what follows. */
  #tag(start: number, depth: number): void {
    const text = this.#text
    for (let at = start; at < text.length; at++) {
      const c = text[at]
      if (c === '{') return this.#enter(at + 1, { kind: 'tag', depth })
      if (c === '"' || c === "'") {
        // Nothing is escaped in an attribute, and it may run over lines.
        const end = text.indexOf(c, at + 1)
        if (end === -1) return this.#lost(at)
        this.strings.push({ start: at, end: end + 1 })
        this.#blanks.push({ start: at + 1, end })
        at = end
      } else if (c === '>') return text[at - 1] === '/' ? this.#afterElement(at + 1, depth) : this.#words(at + 1, depth + 1)
    }
    this.#lost(start)
  }

  /** Reads on in the words inside `depth` elements, to the next tag or brace. */
  #words(start: number, depth: number): void {
    const text = this.#text
    let at = start
    while (at < text.length && text[at] !== '{' && text[at] !== '<') at++
    this.#blanks.push({ start, end: at })
    if (at === text.length) return this.#lost(start)
    if (text[at] === '{') return this.#enter(at + 1, { kind: 'words', depth })
    if (text[at + 1] !== '/') return this.#tag(at + 1, depth)
    const end = text.indexOf('>', at)
    return end === -1 ? this.#lost(at) : this.#afterElement(end + 1, depth - 1)
  }

  #afterElement(at: number, depth: number): void {
    return depth === 0 ? this.#operand(at) : this.#words(at, depth)
  }

  #lost(at: number): void {
    this.#broken(at)
    this.#at = this.#text.length
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

  #endOf(closing: string, from: number): number {
    const found = this.#text.indexOf(closing, from)
    if (found === -1) this.#broken(from)
    return found === -1 ? this.#text.length : found + closing.length
  }

  #broken(at: number): void {
    if (this.brokenAt === -1) this.brokenAt = Math.min(at, this.#text.length)
  }
}
