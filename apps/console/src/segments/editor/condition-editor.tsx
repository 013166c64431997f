// The editor of a segment: text and builder are two views of one condition, and beside them stands who is in it.
import { ActionIcon, Button, SegmentedControl, Title } from '@mantine/core'
import { IconAlignLeft, IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react'
import { useRef } from 'react'
import type { ReactNode, RefObject } from 'react'
import { format } from '@touchstone/language'
import type { Syntax } from '@touchstone/language'
import type { ListedSegment } from '../../api/segments.ts'
import { Hint } from '../../design/hint.tsx'
import { text as texts } from '../../text/index.ts'
import { Builder } from '../builder/builder.tsx'
import { ConditionText } from '../code/condition-text.tsx'
import type { ConditionTextHandle } from '../code/condition-text.tsx'
import type { Remark, TextState } from '../code/code-mirror.ts'
import type { VIEWS } from '../routes.ts'
import { completeText } from './complete-text.ts'
import type { Condition } from './condition.ts'
import classes from './editor.module.css'
import { Problems } from './problems.tsx'

const words = texts.segmentEditor

export type View = (typeof VIEWS)[number]

interface ConditionEditorProps {
  readonly initial: string
  readonly state: TextState
  readonly condition: Condition
  readonly remarks: readonly Remark[]
  readonly segments: readonly ListedSegment[]
  readonly view: View
  readonly onView: (view: View) => void
  readonly onChange: (state: TextState) => void
  readonly onSave: () => void
  /** Above the text. */
  readonly head: ReactNode
  /** Beside all of it; on a narrow screen between text and builder, so that it is seen while one types. */
  readonly aside: ReactNode
}

export function ConditionEditor({ initial, state, condition, remarks, segments, view, onView, onChange, onSave, head, aside }: ConditionEditorProps) {
  const handle = useRef<ConditionTextHandle>(null)
  return (
    <div className={classes.layout}>
      <div className={classes.main}>
        {head}
        <Toolbar state={state} syntax={condition.syntax} view={view} onView={onView} handle={handle} />
        <div className={view === 'builder' ? classes.hidden : undefined}>
          <ConditionText ref={handle} initial={initial} label={words.condition} remarks={remarks} onChange={onChange} onSave={onSave} complete={completeText} />
        </div>
        <Problems
          text={condition.text}
          failure={condition.failure}
          remarks={remarks}
          onUse={({ start, end, instead }) => handle.current?.replaceRange(start, end, instead ?? '')}
          onShow={({ start, end }) => {
            if (view === 'builder') onView('both')
            requestAnimationFrame(() => handle.current?.select(start, end))
          }}
        />
        <Reading condition={condition} />
      </div>
      {aside}
      {view === 'text' ? null : <Builder condition={condition} segments={segments} onText={(text) => handle.current?.replace(text)} />}
    </div>
  )
}

interface ToolbarProps {
  readonly state: TextState
  readonly syntax: Syntax | undefined
  readonly view: View
  readonly onView: (view: View) => void
  readonly handle: RefObject<ConditionTextHandle | null>
}

function Toolbar({ state, syntax, view, onView, handle }: ToolbarProps) {
  const laidOut = syntax === undefined ? state.text : format(syntax)
  return (
    <div className={classes.bar}>
      <Title order={2} size="h3" className={classes.barTitle}>
        {words.condition}
      </Title>
      <Tool label={words.undo} icon={IconArrowBackUp} disabled={!state.canUndo} onClick={() => handle.current?.undo()} />
      <Tool label={words.redo} icon={IconArrowForwardUp} disabled={!state.canRedo} onClick={() => handle.current?.redo()} />
      <Hint label={words.formatWhy}>
        <Button variant="default" size="xs" leftSection={<IconAlignLeft size={14} aria-hidden="true" />} disabled={laidOut === state.text} onClick={() => handle.current?.replace(laidOut)}>
          {words.format}
        </Button>
      </Hint>
      <SegmentedControl
        size="xs"
        aria-label={words.view}
        value={view}
        onChange={(next) => onView(next as View)}
        data={(['both', 'text', 'builder'] as const).map((value) => ({ value, label: words.views[value] }))}
      />
    </div>
  )
}

function Tool({ label, icon: Icon, disabled, onClick }: { readonly label: string; readonly icon: typeof IconAlignLeft; readonly disabled: boolean; readonly onClick: () => void }) {
  return (
    <Hint label={label}>
      <ActionIcon variant="default" size={30} aria-label={label} disabled={disabled} onClick={onClick}>
        <Icon size={16} aria-hidden="true" />
      </ActionIcon>
    </Hint>
  )
}

/** The condition in plain English. While the text makes no sense the last reading stays, paler. */
function Reading({ condition }: { readonly condition: Condition }) {
  const last = useRef<string>(undefined)
  if (condition.reading !== undefined) last.current = condition.reading
  if (condition.isEmpty) last.current = undefined
  return (
    <section className={classes.reading} data-other={condition.reading === undefined || undefined} aria-label={words.reading}>
      <span className={classes.small}>{words.reading}</span>
      <p>{last.current ?? words.readingNone}</p>
    </section>
  )
}
