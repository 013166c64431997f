// One part of the condition: a group, something that stands around one part, or a leaf.
import { ActionIcon, Menu, SegmentedControl } from '@mantine/core'
import { IconDots, IconPlus } from '@tabler/icons-react'
import { use } from 'react'
import type { ReactNode } from 'react'
import type { SyntaxNode } from '@touchstone/language'
import { text } from '../../text/index.ts'
import { BuilderContext } from './builder-context.ts'
import classes from './builder.module.css'
import { Choice, Word } from './fields.tsx'
import { LeafView } from './leaf-view.tsx'
import { readNode } from './parts.ts'
import { TEMPLATES } from './templates.ts'
import { DurationField } from './time-fields.tsx'
import { addTo, frameAt, isFramed, isJoined, joinBy, removeAt, replaceAt, unframeAt } from './tree.ts'
import type { ChainKind, Framed, Joined, Path } from './tree.ts'

const words = text.builder

interface PartProps<Node> {
  readonly node: Node
  readonly path: Path
}

export function NodeView({ node, path }: PartProps<SyntaxNode>): ReactNode {
  if (isJoined(node)) return <Group node={node} path={path} />
  if (isFramed(node)) return <Frame node={node} path={path} />
  return (
    <>
      <LeafView node={node} path={path} menu={<PartMenu path={path} what={words.kind[node.kind]} />} />
      {path.length === 0 ? <AddMenu path={path} kind="and" /> : null}
    </>
  )
}

function Group({ node, path }: PartProps<Joined>) {
  const { change } = use(BuilderContext)
  return (
    <div className={classes.group} role="group" aria-label={node.kind === 'and' ? words.all : words.any} data-depth={path.length}>
      <div className={classes.groupHead}>
        <SegmentedControl
          size="xs"
          aria-label={words.joined}
          value={node.kind}
          onChange={(kind) => change((root) => joinBy(root, path, kind as ChainKind))}
          data={[
            { value: 'and', label: words.all },
            { value: 'or', label: words.any },
          ]}
        />
        {path.length === 0 ? null : <PartMenu path={path} what={node.kind === 'and' ? words.all : words.any} />}
      </div>
      {node.items.map((item, index) => (
        // A part has no name of its own: its place is what stays while its fields are written in.
        <NodeView key={index} node={item} path={[...path, index]} />
      ))}
      <AddMenu path={path} kind={node.kind} />
    </div>
  )
}

function Frame({ node, path }: PartProps<Framed>) {
  return (
    <div className={classes.frame} role="group" aria-label={node.kind === 'not' ? words.not : node.kind === 'held' ? words.held : words.moved}>
      <div className={classes.groupHead}>
        <div className={classes.line}>
          <FrameWords node={node} path={path} />
        </div>
        <PartMenu path={path} what={node.kind === 'not' ? words.not : words.held} isFrame />
      </div>
      <NodeView node={node.item} path={[...path, 0]} />
    </div>
  )
}

function FrameWords({ node, path }: PartProps<Framed>) {
  const { change } = use(BuilderContext)
  const commit = (next: Framed): string | undefined => change((root) => replaceAt(root, path, next))
  if (node.kind === 'not') return <Word>{words.not}</Word>
  return (
    <>
      {node.kind === 'moved' ? <Choice label={words.directionLabel} value={node.direction} options={words.direction} width={100} onChange={(direction) => commit({ ...node, direction })} /> : null}
      <Word>{node.kind === 'moved' ? words.movedIn : words.heldFor}</Word>
      <DurationField value={node.duration} onCommit={(duration) => commit({ ...node, duration })} />
    </>
  )
}

/** What can be done with a part as a whole. */
function PartMenu({ path, what, isFrame = false }: { readonly path: Path; readonly what: string; readonly isFrame?: boolean }) {
  const { change } = use(BuilderContext)
  const frame = (kind: Framed['kind']) => () => change((root) => frameAt(root, path, kind))
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={26} aria-label={words.more(what)}>
          <IconDots size={16} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {isFrame ? <Menu.Item onClick={() => change((root) => unframeAt(root, path))}>{words.unframe}</Menu.Item> : null}
        <Menu.Item onClick={frame('not')}>{words.negate}</Menu.Item>
        <Menu.Item onClick={frame('held')}>{words.held}</Menu.Item>
        <Menu.Item onClick={frame('moved')}>{words.moved}</Menu.Item>
        <Menu.Divider />
        <Menu.Item color="red" onClick={() => change((root) => removeAt(root, path))}>
          {words.remove}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** Something more, in this group; or a group within it that is joined the other way. */
function AddMenu({ path, kind }: { readonly path: Path; readonly kind: ChainKind }) {
  const { change, names } = use(BuilderContext)
  const other = kind === 'and' ? 'or' : 'and'
  const add = (written: string): void => {
    const read = readNode(written)
    if (read.ok) change((root) => addTo(root, path, read.value, kind))
  }
  return (
    <div className={classes.add}>
      <Menu position="bottom-start" width={260}>
        <Menu.Target>
          <button type="button" className={classes.addButton}>
            <IconPlus size={14} aria-hidden="true" />
            {words.add}
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {TEMPLATES.map(({ id, label, text: template }) => (
            <Menu.Item key={id} onClick={() => add(template(names))}>
              {label}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => add(`${TEMPLATES[0].text(names)} ${other} ${TEMPLATES[1].text(names)}`)}>{words.addGroup[other]}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
