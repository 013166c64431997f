// All words that a person reads, in one place, by room. A translation is another object of the same type.
import { data } from './data.ts'
import { design } from './design.ts'
import { home } from './home.ts'
import { people } from './people.ts'
import { segments } from './segments.ts'
import { shell } from './shell.ts'
import { signIn } from './sign-in.ts'

export const text = { ...design, data, home, people, segments, shell, signIn }
