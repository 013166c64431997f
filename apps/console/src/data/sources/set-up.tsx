// What to paste where, with the address of this server in it and, as long as it can be shown, the key.
import { Loader, Select } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useFigures } from '../../api/live.tsx'
import type { Source } from '../../api/sources.ts'
import { Moment } from '../../design/moment.tsx'
import { text } from '../../text/index.ts'
import { CodeBlock } from '../code-block.tsx'
import frame from '../data.module.css'
import { SideDrawer } from '../side-drawer.tsx'
import { FIRST_SDK, SDKS } from './sdks.ts'
import type { Sdk } from './sdks.ts'
import { setupOf } from './snippets.ts'
import classes from './sources.module.css'
import type { Arrival } from './use-arrivals.ts'

const words = text.data.sources
const PLACEHOLDER = 'WRITE_KEY'
const CHOICE = SDKS.map((value) => ({ value, label: setupOf(value, 'https://localhost', PLACEHOLDER).name }))

interface SetUpProps {
  readonly source: Source | undefined
  readonly sdk: Sdk | undefined
  /** The key just issued. */
  readonly secret: string | undefined
  readonly arrival: Arrival | undefined
  readonly onSdk: (sdk: Sdk) => void
  readonly onClose: () => void
}

export function SetUp({ source, onClose, ...rest }: SetUpProps) {
  return (
    <SideDrawer title={source === undefined ? undefined : words.setUpOf(source.name)} onClose={onClose} size={600}>
      {source === undefined ? null : <Steps key={source.id} source={source} {...rest} />}
    </SideDrawer>
  )
}

function Steps({ source, sdk = FIRST_SDK[source.kind], secret, arrival, onSdk }: Omit<SetUpProps, 'source' | 'onClose'> & { readonly source: Source }) {
  const { install, code, note } = setupOf(sdk, location.origin, secret ?? PLACEHOLDER)
  return (
    <>
      {secret === undefined ? null : (
        <section className={classes.secret} aria-labelledby="secret-title">
          <h3 id="secret-title" className={classes.secretTitle} children={words.issue.secretTitle} />
          <p className={classes.secretNote} children={words.issue.secretOnce} />
          <CodeBlock code={secret} label={words.issue.secretLabel} />
        </section>
      )}
      <Arrived source={source} arrival={arrival} />
      <section className={frame.section}>
        <Select label={words.setup.label} data={CHOICE} value={sdk} allowDeselect={false} searchable nothingFoundMessage={text.shell.palette.empty} onChange={(value) => onSdk(SDKS.find((one) => one === value) ?? 'curl')} />
        <p className={frame.small} children={secret === undefined ? words.setup.keyPlaceholder : words.setup.keyGiven} />
        {install === undefined ? null : <CodeBlock code={install} label={words.setup.install} />}
        <CodeBlock code={code} label={words.setup.code} />
        {note === undefined ? null : <p className={frame.small} children={words.setup.note[note]} />}
      </section>
    </>
  )
}

/** Whether anything has come from it yet. It turns by the live line, and says so when something was refused instead. */
function Arrived({ source, arrival }: { readonly source: Source; readonly arrival: Arrival | undefined }) {
  const refused = useFigures()?.quarantined ?? 0
  const [before] = useState(refused)
  if (arrival !== undefined) {
    return (
      <div className={classes.wait} data-here role="status">
        <IconCircleCheck size={18} aria-hidden="true" />
        <strong>{(source.facts ?? 0) === 0 ? words.wait.arrived : words.since(String(arrival.facts))}</strong>
        <Link to="/data/live" search={{ source: [source.id], record: arrival.position }} className={classes.link} children={words.wait.see} />
      </div>
    )
  }
  if (source.lastFactAt !== null) {
    return (
      <div className={classes.wait}>
        {words.lastFact} <Moment at={source.lastFactAt} />
      </div>
    )
  }
  return (
    <div className={classes.wait} role="status">
      <Loader size={16} aria-hidden="true" />
      <strong>{words.wait.waiting(source.name)}</strong>
      <span className={frame.soft}>{words.wait.waitingWhy}</span>
      {refused > before ? (
        <span className={classes.refused}>
          {words.wait.refused} <Link to="/data/quarantine" className={classes.link} children={words.wait.seeRefused} />
        </span>
      ) : null}
    </div>
  )
}
