import { PASSWORD_MIN } from '../../shared/limits.ts'

const sv = {
  title: 'Byt lösenord',
  old: 'Nuvarande lösenord',
  new: 'Nytt lösenord',
  hint: `Minst ${PASSWORD_MIN} tecken. Gärna en hel mening.`,
  change: 'Byt lösenord',
  working: 'Byter …',
  done: 'Lösenordet är bytt. Du är utloggad på alla andra ställen.',
}

const en: typeof sv = {
  title: 'Change password',
  old: 'Present password',
  new: 'New password',
  hint: `At least ${PASSWORD_MIN} characters. A whole sentence is good.`,
  change: 'Change password',
  working: 'Changing …',
  done: 'The password is changed. You are signed out everywhere else.',
}

export const passwordWords = { sv, en }
