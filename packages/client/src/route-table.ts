/** Method and path (below `/api/`) of each operation, by name; and the media type of those that answer a file. */
export type RouteTable = Readonly<Record<string, readonly [method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, fileType?: string]>>

/** Path (below `/api/`) of each event stream, by name. */
export type StreamTable = Readonly<Record<string, string>>

/** What an operation takes and gives, or an event stream takes and sends. */
export interface Exchange {
  readonly input: object
  readonly output: unknown
}

/** One operation for whoever explains it: the command line, an editor, a page. */
export interface OperationHelp {
  /** `<room>.<verb-noun>` */
  readonly name: string
  readonly method: string
  readonly path: string
  readonly summary: string
  readonly description?: string
  /** The answer is a file of this media type. */
  readonly fileType?: string
  readonly permission: string
  /** In the order of the declaration. */
  readonly fields: readonly FieldHelp[]
  readonly example: { readonly input: Readonly<Record<string, unknown>>; readonly output: unknown }
}

export interface FieldHelp {
  readonly name: string
  readonly place: 'path' | 'query' | 'body'
  /** How a value typed as text becomes the field: `json` is parsed, a `list` is given one value at a time. */
  readonly kind: 'string' | 'number' | 'boolean' | 'list' | 'json'
  readonly required: boolean
  /** The type in a few words. */
  readonly type: string
  readonly description?: string
}
