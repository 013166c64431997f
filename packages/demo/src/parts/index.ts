// The kinds of invented past. A room that wants its own writes one file beside these and adds it here; order does not matter.
import type { Part } from '../model.ts'
import { accounts } from './accounts.ts'
import { app } from './app.ts'
import { deliveries } from './deliveries.ts'
import { letters } from './letters.ts'
import { support } from './support.ts'
import { surveys } from './surveys.ts'
import { visits } from './visits.ts'

export const PARTS: readonly Part[] = [accounts, visits, app, letters, deliveries, support, surveys]
