// The one file that knows the JSON Schema validator. A mapping is checked against mapping.schema.json, which is also its
// documentation and what an editor completes with.
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { ErrorObject } from 'ajv/dist/2020.js'
import { fail, ok } from '@touchstone/base'
import type { Result } from '@touchstone/base'
import schema from './mapping.schema.json' with { type: 'json' }

export interface Mapping {
  readonly name: string
  readonly file?: { readonly delimiter?: string; readonly encoding?: 'utf8' | 'latin1' }
  readonly group: { readonly column: string }
  readonly event: { readonly column?: string; readonly rules?: readonly { readonly startsWith: string; readonly event: string }[]; readonly otherwise: string }
  readonly time: { readonly column: string; readonly format: string }
  readonly user: { readonly column: string; readonly stripSuffix?: string; readonly guest: string }
  readonly traits?: Readonly<Record<string, First | Sum>>
  readonly properties: Readonly<Record<string, First | Sum | List>>
}

export interface First {
  readonly take: 'first'
  readonly column: string
  readonly as?: 'text' | 'number'
}

export interface Sum {
  readonly take: 'sum'
  readonly of: readonly string[]
  readonly decimals: number
}

export interface List {
  readonly take: 'list'
  readonly each: Readonly<Record<string, { readonly column: string; readonly as?: 'text' | 'number' }>>
}

const validate = new Ajv2020({ discriminator: true, allErrors: true, verbose: true }).compile<Mapping>(schema)

/** A mapping from the text of its file. Failures: `replay.mapping-invalid`, with one sentence per fault. */
export function parseMapping(text: string): Result<Mapping> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return fail('replay.mapping-invalid', `the mapping is not JSON: ${(error as Error).message}`)
  }
  if (validate(value)) return ok(value)
  const faults = [...new Set((validate.errors ?? []).map(sentence))]
  return fail('replay.mapping-invalid', `the mapping does not say what it must: ${faults.join('; ')}`, { faults })
}

function sentence(error: ErrorObject): string {
  const place = error.instancePath === '' ? 'the mapping' : error.instancePath.slice(1).replaceAll('/', '.')
  if (error.keyword === 'additionalProperties') {
    const known = Object.keys((error.parentSchema?.properties ?? {}) as object)
    return `${place} has "${error.params.additionalProperty}", which means nothing there (known: ${known.join(', ')})`
  }
  if (error.keyword === 'required') return `${place} needs "${error.params.missingProperty}"`
  if (error.keyword === 'discriminator') return `${place}.take must be "first", "sum" or "list" (in traits: "first" or "sum"); given: ${JSON.stringify(error.params.tagValue)}`
  if (error.keyword === 'enum') return `${place} must be one of ${(error.params.allowedValues as unknown[]).map((one) => JSON.stringify(one)).join(', ')}; given: ${JSON.stringify(error.data)}`
  return `${place} ${error.message}; given: ${JSON.stringify(error.data)?.slice(0, 80)}`
}
