/** One broken law. The message ends with what to do, in brackets. */
export interface Finding {
  /** Path from the root of the repository. */
  readonly file: string
  /** Counted from 1; 0 where the finding is about the file as a whole. */
  readonly line: number
  readonly law: string
  readonly message: string
}

export function show({ file, line, law, message }: Finding): string {
  return `${file}${line > 0 ? `:${line}` : ''} ${law}: ${message}`
}
