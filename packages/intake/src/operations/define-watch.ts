import { fail } from '@touchstone/base'
import { operation } from '@touchstone/governance'
import type { WatchPorts } from '../watch/watch-ports.ts'
import { watchExample, watchVersion } from '../watch/watch-shapes.ts'
import { watchShape } from '../watch/watch.ts'

export const defineWatch = ({ watches, sourceName }: WatchPorts) =>
  operation({
    name: 'intake.define-watch',
    method: 'POST',
    path: 'intake/watches',
    summary: 'Be told when a figure of a source has moved more than chance explains',
    description:
      'Volume and lateness are looked at when a minute has ended, over ten minutes; a field without values and new fields when an hour has. A figure is compared with the same time of other days, and raises an alarm where ' +
      'chance explains it with a probability below one in ten million: less than one false alarm in four weeks. It takes three days of history, and enough facts: what brings fewer than about 60 in ten minutes can fall silent unseen.',
    input: watchShape,
    output: watchVersion,
    permission: 'intake:write',
    audit: 'defined a watch on {kind} of the source {source} {event} {field}',
    example: { input: watchExample.watch, output: watchExample },
    async handler(watch, { subject }) {
      const name = await sourceName(watch.source)
      if (!name.ok) return name
      if (name.value === undefined) return fail('intake.source-not-found', `there is no source ${JSON.stringify(watch.source)}`)
      return watches.define(watch, subject)
    },
  })
