import { createHash } from 'node:crypto'

/** HTML text that is known to be safe to put into a page as it stands. Only `html` and `raw` make it. */
export interface Html {
  readonly markup: string
}

const ENTITY: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITY[character])
}

/**
 * A template whose `${…}` parts are escaped unless they are `Html` already; lists are joined, `undefined` is nothing.
 * Escaping fits element content and quoted attribute values, the only two places where pages put values.
 */
export function html(parts: TemplateStringsArray, ...values: readonly (Html | readonly Html[] | string | number | undefined)[]): Html {
  let markup = parts[0]
  for (const [index, value] of values.entries()) {
    markup += value === undefined ? '' : typeof value !== 'object' ? escape(String(value)) : 'markup' in value ? value.markup : value.map((one) => one.markup).join('')
    markup += parts[index + 1]
  }
  return { markup }
}

/** For constants of ours (styles) that must not be escaped. Never for a value from outside. */
export function raw(markup: string): Html {
  return { markup }
}

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** A page and the policy under which it works: only its own style, named by hash, and no script. */
export interface Page {
  readonly policy: string
  readonly markup: string
}

/** One whole document without any outside asset. */
export function page(title: string, style: string, body: Html): Page {
  const policy = ["default-src 'none'", `style-src ${hash(style)}`, "img-src 'self' data:", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'"]
  const { markup } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${raw(style)}</style>
</head>
<body>
${body}
</body>
</html>
`
  return { policy: policy.join('; '), markup }
}
