export const signIn = {
  title: 'Sign in',
  token: 'Admin token',
  hint: 'It was shown when Touchstone started for the first time, or is set as TOUCHSTONE_ADMIN_TOKEN.',
  submit: 'Sign in',
  wrong: 'This is not an admin token of this installation. A token begins with “tsa_” unless you chose your own.',
  wait: (seconds: number) => `Too many wrong tokens came from this address. Try again in ${seconds} s.`,
  away: 'The server does not answer. Try again in a moment.',
  required: 'Enter the admin token.',
} as const
