// The condition as a form. It shows the tree of the text, and writes a change of the tree back into the text: nothing is
// kept here that the text does not say.
import { Button, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useRef } from 'react'
import type { Syntax, SyntaxNode } from '@touchstone/language'
import { wordsQuery } from '../../api/segments.ts'
import type { ListedSegment } from '../../api/segments.ts'
import { text } from '../../text/index.ts'
import type { Condition } from '../editor/condition.ts'
import { BuilderContext } from './builder-context.ts'
import type { BuilderTools } from './builder-context.ts'
import classes from './builder.module.css'
import { NodeView } from './node-view.tsx'
import { CART, TEMPLATES } from './templates.ts'
import type { Names } from './templates.ts'
import { printEdited } from './tree.ts'

const words = text.builder

interface BuilderProps {
  readonly condition: Condition
  readonly segments: readonly ListedSegment[]
  readonly onText: (text: string) => void
}

export function Builder({ condition, segments, onText }: BuilderProps) {
  const names = useNames(segments)
  const { syntax, failure } = condition
  // While somebody types, the text makes no sense for a moment: the form stays, and cannot be used until it does again.
  const last = useRef<Syntax>(undefined)
  if (syntax !== undefined || condition.isEmpty) last.current = syntax
  const shown = last.current
  const tools = useMemo((): BuilderTools => {
    const change = (edit: (root: SyntaxNode) => SyntaxNode | undefined): string | undefined => {
      if (syntax === undefined) return undefined
      const edited = printEdited(edit(syntax.root), syntax.comments)
      if (!edited.ok) return edited.failure.message
      onText(edited.text)
      return undefined
    }
    return { change, segments, names, wrong: failure === undefined || syntax === undefined ? undefined : { span: failure.details.span, message: failure.message } }
  }, [syntax, failure, segments, names, onText])
  return (
    <section className={classes.builder} aria-label={words.label}>
      {condition.isEmpty ? (
        <Start names={names} onStart={onText} before={condition.text} />
      ) : (
        <>
          {syntax === undefined ? <p className={classes.broken}>{words.broken}</p> : null}
          {shown === undefined ? null : (
            <div inert={syntax === undefined} className={classes.tree}>
              <BuilderContext value={tools}>
                <NodeView node={shown.root} path={[]} />
              </BuilderContext>
            </div>
          )}
        </>
      )}
    </section>
  )
}

/** Events and traits that there are, for what a new part begins as. */
function useNames(segments: readonly ListedSegment[]): Names {
  const events = useQuery(wordsQuery('did "')).data
  const traits = useQuery(wordsQuery('')).data
  return useMemo(
    () => ({
      events: events?.filter(({ kind }) => kind === 'event').map(({ label }) => label) ?? [],
      traits: traits?.filter(({ kind }) => kind === 'trait').map(({ label }) => label) ?? [],
      segments: segments.map(({ name }) => name),
    }),
    [events, traits, segments],
  )
}

function Start({ names, before, onStart }: { readonly names: Names; readonly before: string; readonly onStart: (text: string) => void }) {
  const start = (template: string): void => onStart(before.trim() === '' ? template : `${before.trimEnd()}\n${template}`)
  return (
    <>
      <Title order={3} size="h3" fz={13} fw={500} c="dimmed">
        {words.start}
      </Title>
      <div className={classes.starts}>
        <Button size="xs" variant="light" onClick={() => start(CART)}>
          {words.example}
        </Button>
        {TEMPLATES.map(({ id, label, text: template }) => (
          <Button key={id} variant="default" size="xs" onClick={() => start(template(names))}>
            {label}
          </Button>
        ))}
      </div>
    </>
  )
}
