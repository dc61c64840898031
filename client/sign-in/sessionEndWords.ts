const sv = {
  title: 'Inloggningen',
  idle: (at: string) => `Ingen har rört sidan på länge. Du loggas ut kl. ${at} om ingen är kvar.`,
  here: 'Jag är kvar',
  ending: (at: string) => `Inloggningen tar slut kl. ${at}, för den har varat så länge den får. Logga in igen, så kan du fortsätta.`,
  ended:
    'Du är inte inloggad längre: det har gått lång tid, eller så har kontot ändrats. Det du har skrivit står kvar. Logga in igen, så sparas det.',
  password: (username: string) => `Lösenord för ${username}`,
  again: 'Logga in igen',
  working: 'Ett ögonblick …',
  another: 'Logga in som någon annan',
}

const en: typeof sv = {
  title: 'Sign-in',
  idle: (at) => `Nobody has touched the page for long. You are signed out at ${at} unless somebody is here.`,
  here: 'I am here',
  ending: (at) => `You are signed out at ${at}, because a sign-in lasts no longer. Sign in again to go on.`,
  ended:
    'You are no longer signed in: much time has passed, or the account was changed. What you have written is still here. Sign in again, and it is saved.',
  password: (username) => `Password of ${username}`,
  again: 'Sign in again',
  working: 'One moment …',
  another: 'Sign in as somebody else',
}

export const sessionEndWords = { sv, en }
