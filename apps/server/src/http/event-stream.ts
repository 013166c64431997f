import type { Caller, Infer, Permission, Schema } from '@touchstone/governance'

/**
 * Something that can be watched: declared like an operation, answered as server-sent events for as long as the reader
 * stays. Always a GET below `/api/`; the query is the input. `subscribe` calls `listener` for every event that fits
 * and gives back the function that ends it; it must not call the listener before it returns, nor after the end.
 */
export interface EventStream<I extends Schema = Schema, E extends Schema = Schema> {
  readonly name: string
  readonly path: string
  readonly summary: string
  readonly description?: string
  readonly input: I
  readonly event: E
  readonly permission: Permission
  readonly audit: string
  readonly example: { readonly input: unknown; readonly event: unknown }
  subscribe(input: Infer<I>, listener: (event: Infer<E>) => void, caller: Caller): () => void
}

/** Declares an event stream; keeps the types of its shapes. */
export function eventStream<I extends Schema, E extends Schema>(declared: EventStream<I, E>): EventStream<I, E> {
  return declared
}
