// The names under which answers are kept. One place, so that whoever makes an answer stale names the right one.
// Every key begins with the room's word: `invalidateQueries({ queryKey: ['segments'] })` means all of the room.
export const keys = {
  session: ['session'],
  segments: {
    list: ['segments', 'list'],
    one: (id: string) => ['segments', 'one', id],
  },
} as const
