const sv = {
  lead: 'Hur linjen nås från telefon, och vad som gäller när rådgivare ringer upp någon från sidan Telefon.',
  number: 'Linjens telefonnummer',
  numberHint: 'Det nummer man ringer till linjen på, till exempel 020-555 666. Tomt: linjen nås bara från webbsidan.',
  numberFaults: {
    unreadable: 'Det är inget telefonnummer. Skriv det med riktnummer, till exempel 020-555 666, eller med + och landskod.',
    emergency: 'Det är ett nödnummer. Skriv det nummer som linjen har hos operatören, till exempel 020-555 666.',
  },
  numberMissing: 'Skriv linjens nummer, eller välj att mottagaren inte ser något nummer.',
  shows: 'Vad den som blir uppringd ser',
  showsNothing: 'Inget nummer',
  showsNothingHint: 'Säkrast: ingen annan i hemmet kan se vem som har ringt. En del svarar inte när inget nummer visas.',
  showsNumber: 'Linjens nummer',
  showsNumberHint: 'Numret kan synas i telefonens samtalslista. Operatören måste tillåta att det visas.',
  prefixes: 'Nummer som får ringas upp',
  prefixesHint: 'Början på numren, med komma emellan: +46 Sverige, +45 Danmark, +47 Norge, +358 Finland. Tomt: ingen kan ringas upp.',
  prefixWrong: (text: string) => `”${text}” är ingen landskod. Skriv + och siffror, till exempel +46.`,
  blocks: 'Spärra nödnummer, korta nummer, nummerupplysning och betalnummer',
  blocksHint: 'Till exempel 112, 114 14, 1177, 118 118, 0900, 0939, 0944, 099 och betalnummer i andra länder.',
}

const en: typeof sv = {
  lead: 'How the line is reached by telephone, and what holds when advisors call somebody from the page Phone.',
  number: "The line's telephone number",
  numberHint: 'The number that people call to reach the line, such as 020-555 666. Empty: the line is reached from the web page only.',
  numberFaults: {
    unreadable: 'That is no telephone number. Write it with area code, such as 020-555 666, or with + and country code.',
    emergency: 'That is an emergency number. Write the number that the line has at the operator, such as 020-555 666.',
  },
  numberMissing: "Write the line's number, or choose that the person called sees no number.",
  shows: 'What the person called sees',
  showsNothing: 'No number',
  showsNothingHint: 'Safest: nobody else in the home can see who has called. Some people do not answer when no number is shown.',
  showsNumber: "The line's number",
  showsNumberHint: 'The number may be seen in the call list of the telephone. The operator must allow it to be shown.',
  prefixes: 'Numbers that may be called',
  prefixesHint:
    'Beginnings of the numbers, with commas between: +46 Sweden, +45 Denmark, +47 Norway, +358 Finland. Empty: nobody can be called.',
  prefixWrong: (text) => `“${text}” is no country code. Write + and digits, such as +46.`,
  blocks: 'Block emergency, short, directory and premium rate numbers',
  blocksHint: 'For example 112, 114 14, 1177, 118 118, 0900, 0939, 0944, 099 and premium rate numbers in other countries.',
}

/** Words of a line's number and call-backs. */
export const callBackSettingsWords = { sv, en }
