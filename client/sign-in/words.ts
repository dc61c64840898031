import { PASSWORD_MIN } from '../../shared/limits.ts'

const sv = {
  title: 'Logga in',
  username: 'Användarnamn',
  password: 'Lösenord',
  signIn: 'Logga in',
  working: 'Ett ögonblick …',
  setUpFirst: 'Det finns inget konto ännu. Öppna den adress som servern skrev ut när den startade.',
  setUpTitle: 'Skapa det första kontot',
  setUpLead: 'Kontot blir arbetsledare: det kan lägga till rådgivare, linjer och tavlor.',
  name: 'Namn',
  nameHint: 'Visas för kollegor, aldrig för den som ringer.',
  usernameHint: '2–32 tecken: a–z, 0–9, punkt, bindestreck och understreck.',
  passwordHint: `Minst ${PASSWORD_MIN} tecken. Gärna flera ord som inte hör ihop.`,
  lineName: 'Linjens namn',
  lineNameHint: 'Namnet på er stödlinje. Den kan ändras senare.',
  create: 'Skapa konto och linje',
  noToken: 'Adressen saknar sin engångskod. Öppna hela adressen som servern skrev ut.',
  wrongToken:
    'Engångskoden stämmer inte, eller är äldre än ett dygn. Öppna adressen som servern skrev ut senast den startade; en omstart ger en ny.',
  done: 'Det första kontot finns redan.',
  toSignIn: 'Till inloggningen',
}

const en: typeof sv = {
  title: 'Sign in',
  username: 'User name',
  password: 'Password',
  signIn: 'Sign in',
  working: 'One moment …',
  setUpFirst: 'There is no account yet. Open the address that the server printed when it started.',
  setUpTitle: 'Make the first account',
  setUpLead: 'The account is a supervisor: it can add advisors, lines and boards.',
  name: 'Name',
  nameHint: 'Shown to colleagues, never to a caller.',
  usernameHint: '2 to 32 characters: a–z, 0–9, dot, hyphen and underscore.',
  passwordHint: `At least ${PASSWORD_MIN} characters. Several words that have nothing to do with each other are good.`,
  lineName: 'Name of the line',
  lineNameHint: 'The name of your helpline. It can be changed later.',
  create: 'Make account and line',
  noToken: 'The address lacks its one-time code. Open the whole address that the server printed.',
  wrongToken:
    'The one-time code is not right, or older than a day. Open the address that the server printed the last time it started; a restart makes a new one.',
  done: 'The first account exists already.',
  toSignIn: 'To sign-in',
}

export const signInWords = { sv, en }
