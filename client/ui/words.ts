const sv = {
  product: 'Lyhörd',
  signOut: 'Logga ut',
  changePassword: 'byt lösenord',
  language: 'Språk',
  close: 'Stäng',
  skip: 'Till innehållet',
  places: 'Sidor',
  phone: 'Telefon',
  board: 'Tavla',
  review: 'Uppföljning',
  admin: 'Administration',
  loading: 'Hämtar …',
  again: 'Försök igen',
  unreachable: 'Servern svarar inte som den ska. Sidan försöker igen av sig själv.',
}

const en: typeof sv = {
  product: 'Lyhörd',
  signOut: 'Sign out',
  changePassword: 'change password',
  language: 'Language',
  close: 'Close',
  skip: 'Skip to content',
  places: 'Pages',
  phone: 'Phone',
  board: 'Board',
  review: 'Review',
  admin: 'Administration',
  loading: 'Loading …',
  again: 'Try again',
  unreachable: 'The server does not answer as it should. The page tries again by itself.',
}

export const uiWords = { sv, en }
