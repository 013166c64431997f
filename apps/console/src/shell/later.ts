import { lazyRouteComponent } from '@tanstack/react-router'
import { CallFailed } from '../api/client.ts'
import { text } from '../text/index.ts'

/**
 * A screen whose code is loaded when somebody goes there. Code that does not come means one of two things: the server has a
 * newer console, and the router loads the page again; or it is away, and that is what the screen then says.
 */
export const later: typeof lazyRouteComponent = (load, ...name) =>
  lazyRouteComponent(
    () =>
      load().catch(async (error: unknown) => {
        const answers = await fetch('/healthz').then(({ ok }) => ok, () => false)
        throw answers ? error : new CallFailed({ code: 'client.unreachable', message: text.states.screen })
      }),
    ...name,
  )
