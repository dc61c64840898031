const sv = {
  product: 'Lyhörd',
  signOut: 'Logga ut',
  ownAccount: 'mitt konto',
  language: 'Språk',
  close: 'Stäng',
  skip: 'Till innehållet',
  places: 'Sidor',
  phone: 'Telefon',
  board: 'Tavla',
  review: 'Uppföljning',
  register: 'Register',
  admin: 'Administration',
  loading: 'Hämtar …',
  partMissing: 'Den här delen kunde inte hämtas. Sidan försöker igen. Hjälper det inte, ladda om sidan, men inte under ett samtal.',
  again: 'Försök igen',
  unreachable: 'Servern svarar inte som den ska. Sidan försöker igen av sig själv.',
}

const en: typeof sv = {
  product: 'Lyhörd',
  signOut: 'Sign out',
  ownAccount: 'my account',
  language: 'Language',
  close: 'Close',
  skip: 'Skip to content',
  places: 'Pages',
  phone: 'Phone',
  board: 'Board',
  review: 'Review',
  register: 'Register',
  admin: 'Administration',
  loading: 'Loading …',
  partMissing: 'This part could not be fetched. The page tries again. If that does not help, reload the page, but not during a call.',
  again: 'Try again',
  unreachable: 'The server does not answer as it should. The page tries again by itself.',
}

export const uiWords = { sv, en }
