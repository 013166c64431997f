// The names under which answers are kept. One place, so that whoever makes an answer stale names the right one.
// Every key begins with the room's word: `invalidateQueries({ queryKey: ['segments'] })` means all of the room.
export const keys = {
  session: ['session'],
  synthetic: ['profiles', 'synthetic'],
  demo: ['demo'],
  data: {
    sources: ['governance', 'sources'],
    quarantine: ['intake', 'quarantine'],
    quarantined: (reason: string) => ['intake', 'quarantine', 'list', reason],
    quarantineEntry: (id: number) => ['intake', 'quarantine', 'entry', id],
    /** Events, fields, and what was said about them. */
    catalogue: ['catalogue'],
    events: ['catalogue', 'events'],
    fields: (place: string, event: string) => ['catalogue', 'fields', place, event],
    definitions: (...subject: readonly string[]) => ['catalogue', 'definitions', ...subject],
    series: (span: string, end: number) => ['profiles', 'series', span, end],
  },
  people: {
    /** All that is known of lists; one order of one question; a window of it. */
    lists: ['people', 'list'],
    list: (question: object) => ['people', 'list', question],
    window: (list: string, columns: readonly string[], index: number) => ['people', 'window', list, columns, index],
    traits: ['people', 'traits'],
    /** All that is known of one person. */
    one: (person: number) => ['people', 'one', person],
    part: (person: number, part: string, ...which: readonly (string | number | object)[]) => ['people', 'one', person, part, ...which],
    record: (position: number) => ['people', 'record', position],
    sources: ['people', 'sources'],
  },
  segments: {
    all: ['segments'],
    list: ['segments', 'list'],
    /** All that is known of one segment: what it is now, and its parts. */
    one: (id: string) => ['segments', 'one', id],
    part: (id: string, part: string, ...which: readonly (string | number | object)[]) => ['segments', 'one', id, part, ...which],
    movers: ['segments', 'movers'],
    /** What a text would be: nothing of it is kept by the server. */
    preview: (where: string, asOf: number | undefined) => ['condition', 'preview', where, asOf ?? 'now'],
    words: (text: string) => ['condition', 'words', text],
    combined: (...which: readonly (string | number | object)[]) => ['segments', 'combined', ...which],
  },
} as const
