import { useSystemFigures } from '../../api/live.tsx'
import { Freshness } from '../../design/freshness.tsx'
import { NoLine } from '../../design/line-states.tsx'
import { text } from '../../text/index.ts'
import { DataPage } from '../data-page.tsx'
import { Alarms } from './alarms.tsx'
import { Numbers, Queues, Room, Versions } from './measures.tsx'
import { Parts } from './parts.tsx'
import classes from './system.module.css'

const words = text.system

export function SystemPage() {
  const figures = useSystemFigures()
  return (
    <DataPage
      title={words.title}
      line={
        <>
          <span>{words.explain}</span>
          {figures === undefined ? null : <Freshness lag={figures.engine.lagMs} at={figures.at} />}
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
      ) : (
        <NoLine what={words.what} />
      )}
    </DataPage>
  )
}
