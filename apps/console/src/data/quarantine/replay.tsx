import { Button, Group, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { keys } from '../../api/keys.ts'
import { useReplay } from '../../api/quarantine.ts'
import type { QuarantineEntry } from '../../api/quarantine.ts'
import { Moment } from '../../design/moment.tsx'
import { formatCount } from '../../design/numbers.ts'
import { text } from '../../text/index.ts'
import { Notice } from '../notice.tsx'
import frame from '../data.module.css'

const words = text.quarantine.entry

interface ReplayProps {
  readonly entry: QuarantineEntry
  /** The event in the clear, while it is on screen. */
  readonly shown: string | undefined
  /** Shows it first: only what one sees can be corrected. */
  readonly onReveal: () => Promise<string>
}

/** Brings an entry in, as it is or corrected, and tells what came of it. */
export function Replay({ entry: { id, cut, state, replayedAt }, shown, onReveal }: ReplayProps) {
  const replay = useReplay()
  const queryClient = useQueryClient()
  const [draft, setDraft] = useState<string>()
  const body = draft === undefined ? undefined : objectOf(draft)
  const edit = async (): Promise<void> => setDraft(shown ?? (await onReveal().catch(() => undefined)))
  const go = (corrected: Record<string, unknown> | undefined): void =>
    replay.mutate({ id, ...(corrected === undefined ? {} : { body: corrected }) }, { onSettled: () => queryClient.invalidateQueries({ queryKey: keys.data.quarantineEntry(id) }) })
  return (
    <section className={frame.section}>
      <h3 className={frame.heading} children={words.replay} />
      {replay.data !== undefined ? (
        <Notice kind="good" title={words.done(formatCount(replay.data.facts))}>
          <Link to="/data/live" search={{ record: replay.data.position }} className={frame.link} children={words.doneSee} />
        </Notice>
      ) : state === 'replayed' ? (
        <p className={frame.small}>
          {words.already} {replayedAt === undefined ? null : <Moment at={replayedAt} />}
        </p>
      ) : (
        <>
          <p className={frame.small} children={words.all} />
          {draft === undefined ? (
            <Group gap={8}>
              {cut ? null : <Button size="xs" loading={replay.isPending} title={words.replayAsIsWhy} onClick={() => go(undefined)} children={words.replayAsIs} />}
              <Button size="xs" variant="default" onClick={() => void edit()} children={words.edit} />
            </Group>
          ) : (
            <>
              <Textarea
                label={words.editLabel}
                description={words.editHint}
                value={draft}
                autosize
                minRows={6}
                maxRows={18}
                spellCheck={false}
                styles={{ input: { fontFamily: 'var(--mono)', fontSize: 12 } }}
                error={body === undefined ? words.notJson : null}
                onChange={(event) => setDraft(event.currentTarget.value)}
              />
              <Group gap={8}>
                <Button size="xs" loading={replay.isPending} disabled={body === undefined} onClick={() => go(body)} children={words.replayCorrected} />
                <Button size="xs" variant="default" onClick={() => setDraft(undefined)} children={text.data.cancel} />
              </Group>
            </>
          )}
          {replay.error === null ? null : <Notice kind="bad" title={words.failed} children={replay.error.message} />}
        </>
      )}
    </section>
  )
}

function objectOf(json: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
