const sv = {
  lead: 'Formuläret om varje samtal fylls i på sidan Telefon. Två frågor är känsliga och ställs inte förrän du har beslutat det.',
  decided: 'Känsliga frågor som får ställas på den här linjen',
  decidedHint: 'Svar som kan vara känsliga personuppgifter. Besluta först när den rättsliga grunden är klar.',
  cut: 'Så länge hör formuläret ihop med sitt samtal, i månader',
  cutHint: '1 till 36. Sedan klipps bandet: svaren finns kvar med veckan som datum, och anteckningen raderas. Det går inte att ångra.',
  cutWrong: 'Skriv ett helt antal månader från 1 till 36.',
  notes: 'Så länge sparas en anteckning, i dagar',
  notesHint: '1 till 365. Räknat från när den senast ändrades; en kortare tid gäller för det som skrivs från och med nu.',
  notesWrong: 'Skriv ett helt antal dagar från 1 till 365.',
}

const en: typeof sv = {
  lead: 'The form about each call is filled in on the page Phone. Two questions are sensitive and are not asked until you have decided so.',
  decided: 'Sensitive questions that may be asked on this line',
  decidedHint: 'Answers that can be sensitive personal data. Decide when the legal basis is settled, not before.',
  cut: 'How long a form is tied to its call, in months',
  cutHint: '1 to 36. Then the tie is cut: the answers stay with the week for a date, and the note is erased. This cannot be undone.',
  cutWrong: 'Write a whole number of months from 1 to 36.',
  notes: 'How long a note is kept, in days',
  notesHint: '1 to 365. Counted from its last change; a shorter time holds for what is written from now on.',
  notesWrong: 'Write a whole number of days from 1 to 365.',
}

/** Words of a line's settings of forms. */
export const formSettingsWords = { sv, en }
