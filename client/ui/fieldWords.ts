import type { FieldName } from '../../shared/fields.ts'
import { PASSWORD_MIN } from '../../shared/limits.ts'

/** What a setting is called, and what is allowed in it. */
export type FieldText = readonly [name: string, allowed: string]

const svSpans =
  'Skriv tider från 00.00 till 24.00 i ordning, högst sex på en dag, där varje sluttid är senare än starttiden och ingen går in i en annan.'
const svChoice = 'Välj något av det som går att välja.'
const svTick = 'Kryssa för, eller låt bli.'
const svNumber = 'Skriv ett telefonnummer med riktnummer, till exempel 020-555 666, eller med + och landskod. Nödnummer går inte.'

const sv: Record<FieldName, FieldText> = {
  id: ['Linjens adress', '1–32 tecken: a–z, 0–9 och bindestreck inuti.'],
  name: ['Namn', 'Skriv ett namn, högst 80 tecken.'],
  greeting: ['Text på sidan för den som ringer', 'Högst 2 000 tecken.'],
  order: ['Ordning', 'Ett heltal från 0 till 10 000.'],
  startedOn: ['Första dagen', 'Skriv en dag som finns: år, månad och dag.'],
  catchment: ['Befolkningsunderlag', 'Skriv ett helt antal invånare, högst 10 miljarder. 0 om det är okänt.'],
  timeZone: ['Tidszon', 'Skriv en tidszon som finns, till exempel Europe/Stockholm.'],
  number: ['Linjens telefonnummer', svNumber],
  hours: ['Öppettider', svSpans],
  'hours.week': ['En vanlig vecka', svSpans],
  'hours.week.from': ['En vanlig vecka', svSpans],
  'hours.week.to': ['En vanlig vecka', svSpans],
  'hours.holidays': ['Stängt de här dagarna', 'Någon av helgdagarna finns inte. Ladda om sidan.'],
  'hours.exceptions': ['Undantag', 'Högst 400 undantag, och varje dag bara en gång.'],
  'hours.exceptions.day': ['Undantag, dag', 'Skriv en dag som finns: år, månad och dag.'],
  'hours.exceptions.spans': ['Undantag, öppet', svSpans],
  'hours.exceptions.spans.from': ['Undantag, öppet', svSpans],
  'hours.exceptions.spans.to': ['Undantag, öppet', svSpans],
  'hours.exceptions.note': ['Undantag, varför', 'Högst 80 tecken.'],
  service: ['Linjens inställningar', svChoice],
  'service.languages': ['Språk för den som ringer', 'Välj minst ett av språken.'],
  'service.languageMenu': ['Val av språk med en knapp', svTick],
  'service.sayPosition': ['Plats i kön', svTick],
  'service.atClosing': ['När linjen stänger och någon väntar', svChoice],
  'service.voicemail': ['Meddelanden', svChoice],
  'service.voicemail.whenClosed': ['Meddelande när linjen är stängd', svTick],
  'service.voicemail.byKey': ['Meddelande med knapp 9', svTick],
  'service.voicemail.afterWaitS': ['Meddelande efter en tids väntan', 'Från 0,5 till 60 minuter.'],
  'service.voicemail.keepDays': ['Hur länge meddelanden sparas', 'Ett helt antal dagar från 1 till 90.'],
  'service.callBack': ['Motringning', svChoice],
  'service.callBack.shows': ['Vad den som blir uppringd ser', svChoice],
  'service.callBack.prefixes': ['Nummer som får ringas upp', 'Högst 40 början på nummer, som + och 1–11 siffror, till exempel +46.'],
  'service.callBack.blocksSpecial': ['Spärr för nödnummer och betalnummer', svTick],
  'service.interpreters': ['Tolktjänster', 'Högst 40 tolktjänster.'],
  'service.interpreters.id': ['Tolktjänst', 'Ladda om sidan och försök igen.'],
  'service.interpreters.name': ['Tolktjänstens namn', 'Skriv vad tjänsten heter, högst 80 tecken.'],
  'service.interpreters.number': ['Tolktjänstens telefonnummer', svNumber],
  'service.interpreters.languages': ['Tolktjänstens språk', 'Skriv minst ett språk, högst 120.'],
  'service.forms': ['Formulär och anteckningar', svChoice],
  'service.forms.decided': ['Känsliga frågor som får ställas', svChoice],
  'service.forms.cutMonths': ['Hur länge ett formulär hör ihop med sitt samtal', 'Ett helt antal månader från 1 till 36.'],
  'service.forms.noteDays': ['Hur länge anteckningar sparas', 'Ett helt antal dagar från 1 till 365.'],
  username: ['Användarnamn', '2–32 tecken: a–z, 0–9, punkt, bindestreck och understreck.'],
  role: ['Roll', svChoice],
  password: ['Lösenord', `Lösenordet ska ha ${PASSWORD_MIN}–200 tecken.`],
  lines: ['Linjer', 'Någon av linjerna finns inte längre. Ladda om sidan.'],
  languages: ['Talar också', svChoice],
  lawyer: ['Jurist', 'Kryssat eller inte.'],
  qualification: ['Utbildning', 'Högst 200 tecken.'],
  recording: ['Inspelning', 'En ljudfil, högst två minuter och 2 MB.'],
}

const enSpans =
  'Write hours from 00:00 to 24:00 in order, at most six a day, each with an end later than its beginning and none overlapping another.'
const enChoice = 'Choose one of what can be chosen.'
const enTick = 'Tick it, or leave it.'
const enNumber =
  'Write a telephone number with area code, such as 020-555 666, or with + and country code. Emergency numbers cannot be used.'

const en: typeof sv = {
  id: ['Address of the line', '1–32 characters: a–z, 0–9 and inner hyphens.'],
  name: ['Name', 'Write a name of at most 80 characters.'],
  greeting: ["Text on the caller's page", 'At most 2,000 characters.'],
  order: ['Order', 'A whole number from 0 to 10,000.'],
  startedOn: ['First day', 'Write a day that exists: year, month and day.'],
  catchment: ['Catchment population', 'Write a whole number of inhabitants, at most 10 thousand million. 0 if it is unknown.'],
  timeZone: ['Time zone', 'Write a time zone that exists, such as Europe/Stockholm.'],
  number: ["The line's telephone number", enNumber],
  hours: ['Opening hours', enSpans],
  'hours.week': ['An ordinary week', enSpans],
  'hours.week.from': ['An ordinary week', enSpans],
  'hours.week.to': ['An ordinary week', enSpans],
  'hours.holidays': ['Closed on these days', 'One of the holidays does not exist. Reload the page.'],
  'hours.exceptions': ['Exceptions', 'At most 400 exceptions, and each day only once.'],
  'hours.exceptions.day': ['Exception, day', 'Write a day that exists: year, month and day.'],
  'hours.exceptions.spans': ['Exception, open', enSpans],
  'hours.exceptions.spans.from': ['Exception, open', enSpans],
  'hours.exceptions.spans.to': ['Exception, open', enSpans],
  'hours.exceptions.note': ['Exception, why', 'At most 80 characters.'],
  service: ['Settings of the line', enChoice],
  'service.languages': ['Languages for callers', 'Choose at least one of the languages.'],
  'service.languageMenu': ['Choice of language by key', enTick],
  'service.sayPosition': ['Place in the queue', enTick],
  'service.atClosing': ['When the line closes and somebody waits', enChoice],
  'service.voicemail': ['Messages', enChoice],
  'service.voicemail.whenClosed': ['Message when the line is closed', enTick],
  'service.voicemail.byKey': ['Message by key 9', enTick],
  'service.voicemail.afterWaitS': ['Message after some time in the queue', 'From 0.5 to 60 minutes.'],
  'service.voicemail.keepDays': ['How long messages are kept', 'A whole number of days from 1 to 90.'],
  'service.callBack': ['Call-backs', enChoice],
  'service.callBack.shows': ['What the person called sees', enChoice],
  'service.callBack.prefixes': ['Numbers that may be called', 'At most 40 beginnings of numbers, as + and 1–11 digits, such as +46.'],
  'service.callBack.blocksSpecial': ['Block for emergency and premium rate numbers', enTick],
  'service.interpreters': ['Interpreter services', 'At most 40 interpreter services.'],
  'service.interpreters.id': ['Interpreter service', 'Reload the page and try again.'],
  'service.interpreters.name': ['Name of the interpreter service', 'Write what the service is called, at most 80 characters.'],
  'service.interpreters.number': ['Telephone number of the interpreter service', enNumber],
  'service.interpreters.languages': ['Languages of the interpreter service', 'Write at least one language, at most 120.'],
  'service.forms': ['Forms and notes', enChoice],
  'service.forms.decided': ['Sensitive questions that may be asked', enChoice],
  'service.forms.cutMonths': ['How long a form is tied to its call', 'A whole number of months from 1 to 36.'],
  'service.forms.noteDays': ['How long notes are kept', 'A whole number of days from 1 to 365.'],
  username: ['User name', '2–32 characters: a–z, 0–9, dot, hyphen and underscore.'],
  role: ['Role', enChoice],
  password: ['Password', `The password must have ${PASSWORD_MIN}–200 characters.`],
  lines: ['Lines', 'One of the lines no longer exists. Reload the page.'],
  languages: ['Also speaks', enChoice],
  lawyer: ['Lawyer', 'Ticked or not.'],
  qualification: ['Qualification', 'At most 200 characters.'],
  recording: ['Recording', 'A sound file, at most two minutes and 2 MB.'],
}

/** Every setting in words; the compiler proves that none is missing. */
export const fieldWords = { sv, en }
