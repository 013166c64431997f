// The load runs in a process of its own, so that its work and its pauses are neither the server's nor the bench's.
import { Load } from './load.ts'
import type { Command, News, Target } from './messages.ts'

const tell = (news: News): void => void process.send!(news)
const load = new Load(JSON.parse(process.argv[2]!) as Target, {
  counting: () => tell({ counting: true }),
  counted: () => tell({ counted: true }),
})

process.on('message', (command: Command) => {
  if (command.do === 'end') process.exit(0)
  if (command.do === 'enough') return load.enough()
  load.run(command).then(
    (result) => tell({ result }),
    (error: Error) => tell({ failed: error.stack ?? error.message }),
  )
})
// Whoever started us is gone.
process.on('disconnect', () => process.exit(1))
tell({ ready: true })
