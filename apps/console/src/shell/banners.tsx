import { IconCloudOff, IconFlask, IconInfoCircle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useLineState } from '../api/live.tsx'
import { syntheticQuery } from '../api/synthetic.ts'
import { formatTime } from '../design/times.ts'
import { text } from '../text/index.ts'
import classes from './shell.module.css'

/** What concerns every screen: that the server is away, or that the people shown do not exist. */
export function Banners() {
  const { state, since } = useLineState()
  const { data: invented } = useQuery(syntheticQuery)
  const words = text.shell.banner
  return (
    <div aria-live="polite">
      {state === 'lost' ? (
        <div className={classes.banner} data-kind="bad">
          <IconCloudOff size={16} aria-hidden="true" />
          <strong>{words.lost(formatTime(since))}</strong>
          {words.lostNote}
        </div>
      ) : null}
      {state === 'refused' ? (
        <div className={classes.banner} data-kind="note">
          <IconInfoCircle size={16} aria-hidden="true" />
          {words.refused}
        </div>
      ) : null}
      {invented?.holdsSynthetic === true ? (
        <div className={classes.banner} data-kind="note">
          <IconFlask size={16} aria-hidden="true" />
          {words.synthetic}
        </div>
      ) : null}
    </div>
  )
}
