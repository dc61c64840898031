import { PASSWORD_MIN } from '../../shared/limits.ts'

const sv = {
  title: 'Mitt konto',
  old: 'Nuvarande lösenord',
  new: 'Nytt lösenord',
  hint: `Minst ${PASSWORD_MIN} tecken. Gärna en hel mening.`,
  change: 'Byt lösenord',
  working: 'Byter …',
  done: 'Lösenordet är bytt. Du är utloggad på alla andra ställen.',
  kept: 'Mina uppgifter',
  keptLead: 'Allt som sparas om ditt konto, som en fil att läsa. Där står också om någon annan har hämtat den.',
}

const en: typeof sv = {
  title: 'My account',
  old: 'Present password',
  new: 'New password',
  hint: `At least ${PASSWORD_MIN} characters. A whole sentence is good.`,
  change: 'Change password',
  working: 'Changing …',
  done: 'The password is changed. You are signed out everywhere else.',
  kept: 'My data',
  keptLead: 'Everything that is kept of your account, as a file to read. It says too whether somebody else has taken it out.',
}

export const ownAccountWords = { sv, en }
