import { useLineState } from '../../api/live.tsx'
import { useSystemFigures } from '../../api/system.ts'
import { Freshness } from '../../design/freshness.tsx'
import { Failed, Loading } from '../../design/states.tsx'
import { text } from '../../text/index.ts'
import { DataPage } from '../data-page.tsx'
import { Alarms } from './alarms.tsx'
import { Numbers, Queues, Room, Versions } from './measures.tsx'
import { Parts } from './parts.tsx'
import classes from './system.module.css'

const words = text.data.system

export function SystemPage() {
  const { figures, isUp, refused } = useSystemFigures()
  const { state } = useLineState()
  return (
    <DataPage
      title={words.title}
      line={
        <>
          <span>{words.explain}</span>
          {figures === undefined ? null : <Freshness lag={figures.engine.lagMs} at={figures.at} />}
          {figures !== undefined && !isUp && state !== 'lost' ? <span>{words.lostNote}</span> : null}
        </>
      }
    >
      {figures !== undefined ? (
        <div className={classes.sections}>
          <Alarms figures={figures} />
          <Parts parts={figures.parts} />
          <Numbers figures={figures} />
          <div className={classes.columns}>
            <Room figures={figures} />
            <Queues figures={figures} />
            <Versions figures={figures} />
          </div>
        </div>
      ) : refused !== undefined ? (
        <Failed error={refused} />
      ) : (
        <Loading what={words.what} />
      )}
    </DataPage>
  )
}
