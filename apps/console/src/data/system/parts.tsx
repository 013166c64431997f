import { Badge } from '@mantine/core'
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import type { SystemFigures } from '../../api/live-line.ts'
import { formatCount } from '../../design/numbers.ts'
import { text } from '../../text/index.ts'
import frame from '../data.module.css'
import classes from './system.module.css'

const words = text.system

/** What the platform is made of: up or down, and why. */
export function Parts({ parts }: { readonly parts: SystemFigures['parts'] }) {
  return (
    <section className={frame.section} aria-labelledby="system-parts">
      <h2 id="system-parts" className={frame.heading} children={words.stores} />
      <ul className={classes.parts}>
        {parts.map(({ name, kind, up, reason, restarts }) => (
          <li key={name} className={classes.part} data-up={up} aria-label={name}>
            <span className={classes.partTop}>
              {up ? <IconCircleCheck size={16} aria-hidden="true" /> : <IconCircleX size={16} aria-hidden="true" />}
              <strong>{name}</strong>
              <span className={classes.state}>{up ? words.up : words.down}</span>
              <Badge variant="default" size="sm" tt="none" fw={400} className={classes.kind} children={words.kind[kind]} />
            </span>
            <span className={classes.note}>{words.part[name] ?? ''}</span>
            {reason === null ? null : <span className={classes.reason}>{reason}</span>}
            {restarts === null || restarts === 0 ? null : <span className={`number ${classes.note}`}>{words.restarts(formatCount(restarts))}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
