import type { CallBackReason } from '../../../shared/floor/model.ts'
import type { NotAllowed, Unreadable } from '../../../shared/telephone/numbers.ts'

const sv = {
  title: 'Ring upp',
  number: 'Telefonnummer',
  numberHint: 'Till exempel 070-123\u00a045\u00a067 eller +46\u00a070\u00a0123\u00a045\u00a067. Numret sparas inte.',
  pad: 'Siffror',
  erase: 'Ta bort sista siffran',
  reason: 'Varför ringer du?',
  reasons: { voicemail: 'Svar på ett meddelande', email: 'Svar på e-post', agreed: 'Enligt överenskommelse' } as Record<
    CallBackReason,
    string
  >,
  reasonMissing: 'Välj varför du ringer.',
  line: 'Linje',
  seesNothing: 'Mottagaren ser inget nummer.',
  seesNumber: (number: string) => `Mottagaren ser linjens nummer, ${number}.`,
  country: (name: string) => `Numret går till ${name}.`,
  call: 'Ring',
  again: 'Ring igen',
  clear: 'Rensa',
  close: 'Stäng',
  inCall: 'Du kan ringa när samtalet är slut.',
  kept: 'Numret finns kvar här i tio minuter, eller tills du rensar eller stänger.',
  unreadable: {
    empty: 'Skriv numret som ska ringas, till exempel 070-123\u00a045\u00a067.',
    characters: 'Ett telefonnummer har bara siffror, och + först om det går till ett annat land. Till exempel 070-123\u00a045\u00a067.',
    areaCode: 'Numret saknar riktnummer. Börja med 0, som i 08-123\u00a0456\u00a078, eller med + och landskod.',
    tooShort: 'Numret är för kort; någon siffra saknas. Ett mobilnummer har tio siffror, som 070-123\u00a045\u00a067.',
    tooLong: 'Numret är för långt; det har någon siffra för mycket. Ett mobilnummer har tio siffror, som 070-123\u00a045\u00a067.',
    noSeries: 'Det finns inga sådana nummer. Kontrollera landskoden och riktnumret.',
  } as Record<Unreadable, string>,
  notAllowed: {
    own: 'Det är numret till en av era egna linjer. Skriv numret till den du vill nå.',
    emergency: 'Det är ett nödnummer, och det går inte att ringa härifrån. Är det fara för någon: ring 112 från en vanlig telefon.',
    short: 'Korta nummer som 1177 och 114 14 går inte att ringa härifrån.',
    directory: 'Nummerupplysning går inte att ringa härifrån.',
    premium: 'Det är ett betalnummer, och sådana går inte att ringa härifrån.',
    other: 'Det är ett personligt nummer, en personsökare, en maskin eller en satellittelefon. Sådana går inte att ringa härifrån.',
  } as Record<Exclude<NotAllowed, 'prefix'>, string>,
  prefixes: (list: string) => `Linjen får bara ringa nummer som börjar med ${list}.`,
  noPrefixes: 'Linjen får inte ringa upp någon. Arbetsledaren kan ändra det.',
}

const en: typeof sv = {
  title: 'Call somebody',
  number: 'Telephone number',
  numberHint: 'For example 070-123\u00a045\u00a067 or +46\u00a070\u00a0123\u00a045\u00a067. The number is not stored.',
  pad: 'Digits',
  erase: 'Remove the last digit',
  reason: 'Why do you call?',
  reasons: { voicemail: 'In answer to a message', email: 'In answer to an e-mail', agreed: 'As agreed' },
  reasonMissing: 'Choose why you call.',
  line: 'Line',
  seesNothing: 'The person you call sees no number.',
  seesNumber: (number) => `The person you call sees the line's number, ${number}.`,
  country: (name) => `The number is in ${name}.`,
  call: 'Call',
  again: 'Call again',
  clear: 'Clear',
  close: 'Close',
  inCall: 'You can call when the call is over.',
  kept: 'The number stays here for ten minutes, or until you clear it or close this.',
  unreadable: {
    empty: 'Write the number to call, such as 070-123\u00a045\u00a067.',
    characters: 'A telephone number has digits only, and + first when it is in another country. For example 070-123\u00a045\u00a067.',
    areaCode: 'The number has no area code. Begin with 0, as in 08-123\u00a0456\u00a078, or with + and country code.',
    tooShort: 'The number is too short; a digit is missing. A mobile number has ten digits, such as 070-123\u00a045\u00a067.',
    tooLong: 'The number is too long; it has a digit too many. A mobile number has ten digits, such as 070-123\u00a045\u00a067.',
    noSeries: 'There are no such numbers. Check the country code and the area code.',
  },
  notAllowed: {
    own: 'That is the number of one of your own lines. Write the number of the person you want to reach.',
    emergency:
      'That is an emergency number, and it cannot be called from here. If somebody is in danger: call 112 from an ordinary telephone.',
    short: 'Short numbers such as 1177 and 114 14 cannot be called from here.',
    directory: 'Directory enquiries cannot be called from here.',
    premium: 'That is a premium rate number, and such numbers cannot be called from here.',
    other: 'That is a personal number, a pager, a machine or a satellite telephone. Such numbers cannot be called from here.',
  },
  prefixes: (list) => `The line may only call numbers that begin with ${list}.`,
  noPrefixes: 'The line may not call anybody. The supervisor can change that.',
}

/** Words of the dial panel, which is loaded when it is opened. */
export const dialWords = { sv, en }
