// The one place that knows our schema library: rooms declare shapes with `s` and never import the guest itself.
import { z } from 'zod'

export { z as s }
export type Infer<T extends z.ZodType> = z.infer<T>
export type Schema = z.ZodType
/** A file as an operation answers it: its name, and its bytes or UTF-8 text piece by piece, made while they are sent. */
export interface FileAnswer {
  readonly fileName: string
  readonly chunks: AsyncIterable<string | Uint8Array>
}

/**
 * The output of an operation that answers a file of this media type instead of JSON. It is sent while it is made, so that
 * it may be larger than memory; its example is the text with which such a file begins.
 */
export function download(mediaType: string) {
  const isFile = (value: unknown): boolean => typeof value === 'object' && value !== null && 'fileName' in value && 'chunks' in value
  return z.custom<FileAnswer>((value) => typeof value === 'string' || isFile(value), 'expected a file').meta({ type: 'string', contentMediaType: mediaType })
}

/** JSON Schema (2020-12) of a shape, for the published API. */
export function toJsonSchema(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  return z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' }) as Record<string, unknown>
}
