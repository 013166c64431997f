// The one place that knows our schema library: rooms declare shapes with `s` and never import the guest itself.
import { z } from 'zod'

export { z as s }
export type Infer<T extends z.ZodType> = z.infer<T>
export type Schema = z.ZodType
/** JSON Schema (2020-12) of a shape, for the published API. */
export function toJsonSchema(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  return z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' }) as Record<string, unknown>
}
