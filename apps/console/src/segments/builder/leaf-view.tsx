// A leaf: its fields, or its text, which can always be edited instead.
import { ActionIcon, Textarea } from '@mantine/core'
import { IconCode, IconForms } from '@tabler/icons-react'
import { use, useState } from 'react'
import type { ReactNode } from 'react'
import { printLine } from '@touchstone/language'
import { Hint } from '../../design/hint.tsx'
import { text } from '../../text/index.ts'
import { BuilderContext } from './builder-context.ts'
import classes from './builder.module.css'
import { useDraft } from './fields.tsx'
import type { Commit } from './fields.tsx'
import { LeafForm } from './leaf-forms.tsx'
import { readNode } from './parts.ts'
import { replaceAt } from './tree.ts'
import type { Leaf, Path } from './tree.ts'

const words = text.builder

export function LeafView({ node, path, menu }: { readonly node: Leaf; readonly path: Path; readonly menu: ReactNode }) {
  const { change, wrong } = use(BuilderContext)
  const [asText, setAsText] = useState(false)
  const commit: Commit<Leaf> = (next) => change((root) => replaceAt(root, path, next))
  const isWrong = wrong !== undefined && wrong.span.start >= node.span.start && wrong.span.start <= node.span.end && wrong.span.end <= node.span.end
  const Icon = asText ? IconForms : IconCode
  return (
    <div className={classes.leaf} role="group" aria-label={printLine(node)} data-wrong={isWrong || undefined}>
      <div className={classes.leafFields}>
        {asText ? (
          <LeafText
            value={printLine(node)}
            onCommit={(written) => {
              const read = readNode(written)
              return read.ok ? change((root) => replaceAt(root, path, read.value)) : read.message
            }}
          />
        ) : (
          <LeafForm node={node} onCommit={commit} />
        )}
        {isWrong ? <p className={classes.wrong}>{wrong.message}</p> : null}
      </div>
      <div className={classes.leafTools}>
        <Hint label={asText ? words.asForm : words.asText}>
          <ActionIcon variant="subtle" color="gray" size={26} aria-label={asText ? words.asForm : words.asText} onClick={() => setAsText(!asText)}>
            <Icon size={16} aria-hidden="true" />
          </ActionIcon>
        </Hint>
        {menu}
      </div>
    </div>
  )
}

function LeafText({ value, onCommit }: { readonly value: string; readonly onCommit: Commit<string> }) {
  const draft = useDraft(value, onCommit)
  return <Textarea className={classes.leafText} classNames={{ input: 'mono' }} size="xs" autosize minRows={1} maxRows={8} spellCheck={false} aria-label={words.textLabel} value={draft.value} error={draft.error} onChange={({ currentTarget }) => draft.write(currentTarget.value)} onBlur={draft.reset} />
}
