import { lazy } from 'react'
import type { ComponentType, LazyExoticComponent } from 'react'

/**
 * A part of a screen whose code comes after the screen. Where it does not come, because the server is away or has another
 * version by now, `otherwise` stands in its place: a screen does not break for want of a menu.
 */
export function lazyPart<Props extends object>(load: () => Promise<ComponentType<Props>>, otherwise: ComponentType<Props>): LazyExoticComponent<ComponentType<Props>> {
  return lazy(() => load().then((part) => ({ default: part }), () => ({ default: otherwise })))
}
