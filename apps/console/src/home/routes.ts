import { createRoute } from '@tanstack/react-router'
import { later } from '../shell/later.ts'
import { rootRoute } from '../shell/root-route.ts'

export const homeRoutes = [createRoute({ getParentRoute: () => rootRoute, path: '/', component: later(() => import('./home-page.tsx'), 'HomePage') })] as const
