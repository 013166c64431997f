import { text } from '../../text/index.ts'

const words = text.quarantine

/** Title and explanation of a reason code; of one that we do not know, the code itself. */
export function reasonOf(code: string): readonly [title: string, what: string] {
  return words.reasons[code] ?? (code.endsWith('.not-text') || code.endsWith('.not-object') || code.endsWith('.not-list') ? words.wrongKind : [code, ''])
}
