const sv = {
  lead: 'Meddelanden som spelas in blir en arbetslista på sidan Telefon, för rådgivarna på linjen. De sparas krypterade, högst fem minuter var.',
  when: 'När den som ringer kan lämna ett meddelande',
  whenClosed: 'När linjen är stängd',
  whenClosedHint: 'Den som ringer hör att linjen är stängd och när den öppnar, och kan sedan tala in ett meddelande.',
  byKey: 'När som helst i kön, med knapp 9',
  byKeyHint: 'Den som väntar hör då och då att det går. Platsen i kön finns kvar om man ångrar sig.',
  afterWait: 'Efter en tids väntan i kön',
  afterWaitHint: 'Den som väntar får frågan en gång.',
  wait: 'Så länge innan frågan kommer, i minuter',
  waitHint: '0,5 till 60 minuter.',
  waitWrong: 'Skriv ett antal minuter från 0,5 till 60, till exempel 5.',
  keep: 'Så länge sparas ett meddelande, i dagar',
  keepHint:
    '1 till 90 dagar. Ljudet raderas då, eller tidigare: så snart meddelandet är avklarat. En kortare tid gäller genast, också för meddelanden som redan finns.',
  keepWrong: 'Skriv ett helt antal dagar från 1 till 90.',
}

const en: typeof sv = {
  lead: 'Messages that are recorded become a work list on the page Phone, for the advisors of the line. They are kept encrypted, at most five minutes each.',
  when: 'When callers can leave a message',
  whenClosed: 'When the line is closed',
  whenClosedHint: 'The caller hears that the line is closed and when it opens, and can then leave a message.',
  byKey: 'At any time in the queue, with key 9',
  byKeyHint: 'Those who wait hear now and then that they can. Who changes their mind keeps the place in the queue.',
  afterWait: 'After some time in the queue',
  afterWaitHint: 'Whoever waits is asked once.',
  wait: 'How long before being asked, in minutes',
  waitHint: '0.5 to 60 minutes.',
  waitWrong: 'Write a number of minutes from 0.5 to 60, such as 5.',
  keep: 'How long a message is kept, in days',
  keepHint:
    '1 to 90 days. The sound is erased then, or sooner: as soon as the message has been seen to. A shorter time holds at once, for messages that are there already too.',
  keepWrong: 'Write a whole number of days from 1 to 90.',
}

/** Words of a line's voicemail settings. */
export const voicemailWords = { sv, en }
