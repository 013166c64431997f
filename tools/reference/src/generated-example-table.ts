// Generated from the declared operations by tools/reference; change those and run `npm run reference`.

import type { RouteTable, StreamTable } from '@touchstone/client'

/** Every operation: what it takes and what it gives. */
export interface Operations {
  /** Break. */
  readonly 'notes.break-note': { readonly input: NotesBreakNoteInput; readonly output: NotesBreakNoteOutput }
  /** Change a note. */
  readonly 'notes.change-note': { readonly input: NotesChangeNoteInput; readonly output: NotesChangeNoteOutput }
  /** Write a note. */
  readonly 'notes.create-note': { readonly input: NotesCreateNoteInput; readonly output: NotesCreateNoteOutput }
  /** Throw a note away. */
  readonly 'notes.delete-note': { readonly input: NotesDeleteNoteInput; readonly output: NotesDeleteNoteOutput }
  /** Find a note by something it has. */
  readonly 'notes.find-note': { readonly input: NotesFindNoteInput; readonly output: NotesFindNoteOutput }
  /** Read what happened to a note. */
  readonly 'notes.get-history': { readonly input: NotesGetHistoryInput; readonly output: NotesGetHistoryOutput }
  /** Read a note. */
  readonly 'notes.get-note': { readonly input: NotesGetNoteInput; readonly output: NotesGetNoteOutput }
  /** List notes. */
  readonly 'notes.list-notes': { readonly input: NotesListNotesInput; readonly output: NotesListNotesOutput }
}

/** Every operation that gives a file; its text is the output. */
export interface Downloads {
  /** All notes as a file. */
  readonly 'notes.export-notes': { readonly input: NotesExportNotesInput; readonly output: NotesExportNotesOutput }
}

/** Every event stream: its filter and its entries. */
export interface Streams {
  /** Watch facts and membership changes as they are processed. */
  readonly 'stream.tail': { readonly input: StreamTailInput; readonly output: StreamTailOutput }
}

export const ROUTES = {
  'notes.break-note': ['POST', 'notes/break'],
  'notes.change-note': ['PATCH', 'notes/{id}'],
  'notes.create-note': ['POST', 'notes'],
  'notes.delete-note': ['DELETE', 'notes/{id}'],
  'notes.export-notes': ['GET', 'notes/notes.txt', 'text/plain; charset=utf-8'],
  'notes.find-note': ['GET', 'notes/{by}/{value}'],
  'notes.get-history': ['GET', 'notes/{id}/history'],
  'notes.get-note': ['GET', 'notes/{id}'],
  'notes.list-notes': ['GET', 'notes'],
} as const satisfies RouteTable

export const STREAMS = {
  'stream.tail': 'stream/tail',
} as const satisfies StreamTable

export interface NotesBreakNoteInput {
  readonly how: 'throw' | 'full' | 'leak' | 'wrong' | 'slow'
}

export interface NotesBreakNoteOutput {
  readonly shown: string
}

export interface NotesChangeNoteInput {
  /** The number of the note. */
  readonly id: number
  readonly title?: string
}

export interface NotesChangeNoteOutput {
  readonly id: number
  readonly title: string
  readonly color: 'red' | 'blue'
  readonly tags: ReadonlyArray<string>
}

export interface NotesCreateNoteInput {
  readonly title: string
  readonly color?: 'red' | 'blue'
  readonly tags?: ReadonlyArray<string>
  readonly place?: {
    readonly room: string
    readonly shelf?: number
  }
}

export interface NotesCreateNoteOutput {
  readonly id: number
  readonly title: string
  readonly color: 'red' | 'blue'
  readonly tags: ReadonlyArray<string>
}

export interface NotesDeleteNoteInput {
  /** The number of the note. */
  readonly id: number
}

export interface NotesDeleteNoteOutput {
  readonly deleted: boolean
}

export interface NotesExportNotesInput {
  readonly lines?: number
  readonly breakAt?: number
}

export type NotesExportNotesOutput = string

export interface NotesFindNoteInput {
  readonly by: string
  readonly value: string
}

export interface NotesFindNoteOutput {
  readonly by: string
  readonly value: string
}

export interface NotesGetHistoryInput {
  /** The number of the note. */
  readonly id: number
}

export interface NotesGetHistoryOutput {
  readonly id: number
  readonly changes: ReadonlyArray<string>
}

export interface NotesGetNoteInput {
  /** The number of the note. */
  readonly id: number
}

export interface NotesGetNoteOutput {
  readonly id: number
  readonly title: string
  readonly color: 'red' | 'blue'
  readonly tags: ReadonlyArray<string>
}

export interface NotesListNotesInput {
  readonly limit?: number
  readonly tag?: ReadonlyArray<string>
  readonly red?: string
}

export interface NotesListNotesOutput {
  readonly notes: ReadonlyArray<{
    readonly id: number
    readonly title: string
    readonly color: 'red' | 'blue'
    readonly tags: ReadonlyArray<string>
  }>
  readonly asked: {
    readonly limit: number
    readonly tag: ReadonlyArray<string>
    readonly red: boolean
  }
}

export interface StreamTailInput {
  /** Only membership changes of the segment with this id. */
  readonly segment?: string
  /** Only what concerns this person. */
  readonly person?: number
  /** Only facts with this event name. */
  readonly event?: string
  /** Only facts of this kind of call. */
  readonly type?: 'identify' | 'track' | 'page' | 'screen' | 'group' | 'alias'
  /** Only facts of the source with this id. */
  readonly source?: string
}

export type StreamTailOutput = {
  readonly kind: 'fact'
  /** Position in the log. */
  readonly position: number
  /** When it was appended, milliseconds since 1970 UTC. */
  readonly at: number
  /** When it happened, milliseconds since 1970 UTC. */
  readonly happened: number
  readonly person: number
  /** identify, track, page, screen, group or alias. */
  readonly type: string
  /** The event name, empty for calls without one. */
  readonly event: string
  /** The id of the write key that sent it. */
  readonly source: string
} | {
  readonly kind: 'membership'
  /** Position of the log record that caused it. */
  readonly position: number
  /** The exact instant of the change, milliseconds since 1970 UTC. */
  readonly at: number
  readonly person: number
  /** The id of the segment, as in /api/segments. */
  readonly segment: string
  /** True when the person became a member, false when membership ended. */
  readonly entered: boolean
  readonly cause: string
} | {
  readonly kind: 'notice'
  /** `dropped`: this reader was too slow and missed `count` entries here; `closing`: the server is going down. */
  readonly reason: string
  readonly count: number
}
