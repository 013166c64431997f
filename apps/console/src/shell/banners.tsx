import { IconCloudOff, IconFlask, IconInfoCircle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { demoQuery } from '../api/demo.ts'
import { useNoticeFirsts } from '../api/first-run.ts'
import { useLineState } from '../api/live.tsx'
import { syntheticQuery } from '../api/synthetic.ts'
import { formatCount } from '../design/numbers.ts'
import { formatTime } from '../design/times.ts'
import { text } from '../text/index.ts'
import classes from './shell.module.css'

/** What concerns every screen: that the server is away, or that the people shown do not exist. */
export function Banners() {
  const { state, since } = useLineState()
  const { data: invented } = useQuery(syntheticQuery)
  const { data: demo } = useQuery(demoQuery)
  useNoticeFirsts()
  const isDemo = demo !== undefined && demo !== null
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
          <span>{isDemo ? words.demo(formatCount(invented.synthetic), formatCount(invented.facts)) : words.synthetic(formatCount(invented.synthetic), formatCount(invented.facts))}</span>
          {isDemo ? (
            <a href={demo.shop} target="_blank" rel="noreferrer" className={classes.bannerLink}>
              {words.shop}
            </a>
          ) : null}
        </div>
      ) : null}
    </div>
  )
}
