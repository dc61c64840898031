import type { Channel } from '../../../shared/floor/model.ts'
import type { Along, Baseline, MarkKind, Per } from '../../../shared/volume/volume.ts'
import type { QuickPeriod } from './choices.ts'
import { monthName } from './names.ts'
import type { Measure } from './rows.ts'

const columns: Record<Measure, string> = {
  calls: 'Samtal',
  answered: 'Besvarade',
  abandoned: 'Avbrutna',
  abandonedShort: 'Korta avbrott',
  voicemail: 'Röstbrevlåda',
  other: 'Övriga',
  unknown: 'Okänt',
  callBacks: 'Återuppringningar',
  callBacksAnswered: 'varav besvarade',
  closedLine: 'Mötte stängd linje',
}
const kinds: Record<MarkKind, string> = { campaign: 'Kampanj', hours: 'Öppettider', media: 'Medier', holiday: 'Helg', other: 'Annat' }
const quick: Record<QuickPeriod, string> = { start: 'Från starten', usual: '24 månader', thisYear: 'I år', lastYear: 'I fjol' }
const channels: Record<Channel | 'all', string> = { all: 'Alla kanaler', phone: 'Telefon', web: 'Webb' }
const units: Record<Per, string> = { calls: 'samtal', million: 'per miljon invånare och månad' }

const sv = {
  none: '–',
  period: 'Period',
  from: 'Från och med månad',
  to: 'Till och med månad',
  monthExample: '2019-02',
  periodFaults: {
    from: 'Skriv en månad, till exempel 2019-02.',
    to: 'Skriv en månad, till exempel 2019-11.',
    order: 'Den sista månaden ligger före den första.',
    length: 'Perioden kan vara högst 50 år.',
  },
  quick,
  lines: 'Linjer',
  channel: 'Kanal',
  channels,
  unit: 'Visa',
  unitChoices: { calls: 'Antal samtal', million: 'Per miljon invånare' } as Record<Per, string>,
  along: 'Jämför',
  alongs: { chosen: 'så som det är valt för linjen', sinceStart: 'efter månader sedan start', calendar: 'efter kalendern' },
  print: 'Skriv ut',
  fileName: (from: string, to: string) => `manader ${from} till ${to}`,
  noLines: 'Det finns ingen linje än.',
  settingsOf: (line: string) => `Jämförelse och invånare: ${line}`,
  demo: 'Här ingår påhittade samtal, gjorda för demonstration.',
  importedIn: 'Här ingår samtal som ett annat system räknat, och som importerats.',
  notWhy:
    'Siffrorna säger inte varför. Linjer skiljer sig i öppettider, i hur kända de är och i vad de räknar som ett samtal, och den som ringer flera gånger räknas varje gång: då är skillnader mindre säkra än de ser ut.',
  oneChannel: 'Jämförelsen och prognosen gäller alla kanaler tillsammans. Välj alla kanaler för att se dem.',
  keyCalls: 'Samtal',
  keyRunning: 'Månaden som pågår',
  keyBaseline: 'Jämförelsen',
  keyRange: 'Vad månaden kan bli',
  readMonth: 'Läs av en månad',
  amount: (amount: string, per: Per) => (per === 'calls' ? `${amount} samtal` : `${amount} per miljon`),
  read: (month: string, number: number, amount: string, running: boolean) =>
    `${month}${number >= 1 ? ` (månad ${number})` : ''}: ${amount}${running ? ' hittills' : ''}.`,
  readBeside: (amount: string, month: string | null) => ` Jämförelsen: ${amount}${month === null ? '' : ` (${month})`}.`,
  became: 'Vad det blev av samtalen',
  inAll: (amount: string, per: Per) => (per === 'calls' ? `${amount} i perioden` : `${amount} per miljon och månad`),
  openCalls: 'Visa samtalen bakom månaden',
  callsOf: (line: string, month: string) => `${line}: samtalen i ${month}`,
  which: 'Vilka samtal',
  table: (line: string) => `${line} månad för månad, som tabell`,
  tableOf: (line: string, unit: string) => `${line} månad för månad, ${unit}`,
  notChosen: 'Ingen har valt något annat än från början.',
  chosenBy: (name: string, when: string) => (name === '' ? `Valt ${when} av ett konto som inte finns längre.` : `Valt av ${name} ${when}.`),
  above: (first: string, last: string, channel: string, unit: string) =>
    `${first === last ? first : `${first}–${last}`}. ${channel}. I tabellen: ${unit}.`,
  baselineIs: (baseline: Baseline, along: Along) =>
    `Jämförelsen är ${baselineName(baseline)}${hasMonths(baseline) ? `, lagd efter ${along === 'calendar' ? 'kalendern' : 'månader sedan start'}` : ''}.`,
  month: 'Månad',
  running: (month: string) => `${month} (pågår)`,
  number: 'Linjens månad',
  columns,
  baseline: 'Jämförelse',
  baselineMonth: 'Jämförelsens månad',
  inhabitants: 'Invånare',
  synthetic: 'Varav påhittade',
  imported: 'Varav importerade',
  units,
  sum: 'Summa',
  mean: 'Snitt per hel månad',
  line: 'Linje',
  allLines: 'Alla linjer',
  allLinesIn: 'Alla linjer i perioden, samtal',
  marks: 'Händelser på tidsaxeln',
  marksLead: 'Det som kan förklara en månad: kampanjer, ändrade öppettider, medier, helger. Alla arbetsledare ser och ändrar samma lista.',
  noMarks: 'Ingen händelse i perioden än.',
  addMark: 'Lägg till en händelse',
  changeMark: 'Ändra',
  changeMarkOf: (text: string) => `Ändra händelsen ${text}`,
  removeMark: 'Ta bort',
  removeMarkOf: (text: string) => `Ta bort händelsen ${text}`,
  removeSure: (text: string) => `Ska händelsen ”${text}” tas bort? Den försvinner för alla.`,
  cancel: 'Avbryt',
  day: 'Dag',
  kind: 'Slag',
  kinds,
  text: 'Text',
  textHint: 'Högst 200 tecken. Skriv aldrig något om någon som ringt.',
  forLine: 'Gäller',
  markFaults: {
    day: 'Välj en dag.',
    text: 'Skriv 1 till 200 tecken.',
    line: 'Linjen finns inte längre.',
    kind: 'Välj ett slag.',
  } as Record<string, string>,
  writtenBy: 'Skrivet av',
  writtenAt: 'Skrivet',
  by: (name: string, when: string) => (name === '' ? `Skrivet ${when} av ett konto som inte finns längre` : `Skrivet av ${name} ${when}`),
  outside: (day: string) => `Händelsen är sparad. Den syns inte här, för ${day} ligger utanför perioden som visas.`,
  save: 'Spara',
  saving: 'Sparar …',
  loading: 'Hämtar …',
  again: 'Försök igen',
}

/** An average and a target are the same in every month. */
const hasMonths = ({ is }: Baseline): boolean => is === 'respectMonths' || is === 'own'

function baselineName(baseline: Baseline): string {
  switch (baseline.is) {
    case 'respectMonths':
      return 'Respect Phonelines första månader och därefter dess snitt'
    case 'respectAverage':
      return 'Respect Phonelines snitt, ca 100 i månaden'
    case 'own':
      return `linjen själv, ${monthName(baseline.from)}–${monthName(baseline.to)}`
    case 'target':
      return `målet ${baseline.calls} samtal i månaden`
  }
}

const en: typeof sv = {
  none: '–',
  period: 'Period',
  from: 'From month',
  to: 'To month, included',
  monthExample: '2019-02',
  periodFaults: {
    from: 'Write a month, for example 2019-02.',
    to: 'Write a month, for example 2019-11.',
    order: 'The last month is before the first.',
    length: 'The period can be at most 50 years.',
  },
  quick: { start: 'Since the start', usual: '24 months', thisYear: 'This year', lastYear: 'Last year' },
  lines: 'Lines',
  channel: 'Channel',
  channels: { all: 'All channels', phone: 'Telephone', web: 'Web' },
  unit: 'Show',
  unitChoices: { calls: 'Number of calls', million: 'Per million inhabitants' },
  along: 'Compare',
  alongs: { chosen: 'as chosen for the line', sinceStart: 'by months since start', calendar: 'by the calendar' },
  print: 'Print',
  fileName: (from, to) => `months ${from} to ${to}`,
  noLines: 'There is no line yet.',
  settingsOf: (line) => `Baseline and inhabitants: ${line}`,
  demo: 'These include made-up calls, made for a demonstration.',
  importedIn: 'These include calls that another system counted, and that were imported.',
  notWhy:
    'The numbers do not say why. Lines differ in opening hours, in how well known they are and in what they count as a call, and whoever calls several times is counted each time: differences are then less certain than they look.',
  oneChannel: 'The comparison and the forecast are of all channels together. Choose all channels to see them.',
  keyCalls: 'Calls',
  keyRunning: 'The running month',
  keyBaseline: 'The baseline',
  keyRange: 'What the month may come to',
  readMonth: 'Read off a month',
  amount: (amount, per) => (per === 'calls' ? `${amount} calls` : `${amount} per million`),
  read: (month, number, amount, running) => `${month}${number >= 1 ? ` (month ${number})` : ''}: ${amount}${running ? ' so far' : ''}.`,
  readBeside: (amount, month) => ` Baseline: ${amount}${month === null ? '' : ` (${month})`}.`,
  became: 'What became of the calls',
  inAll: (amount, per) => (per === 'calls' ? `${amount} in the period` : `${amount} per million and month`),
  openCalls: 'Show the calls behind the month',
  callsOf: (line, month) => `${line}: the calls of ${month}`,
  which: 'Which calls',
  table: (line) => `${line} month by month, as a table`,
  tableOf: (line, unit) => `${line} month by month, ${unit}`,
  notChosen: 'Nobody has chosen anything else than from the beginning.',
  chosenBy: (name, when) => (name === '' ? `Chosen on ${when} by an account that is gone.` : `Chosen by ${name} on ${when}.`),
  above: (first, last, channel, unit) => `${first === last ? first : `${first} – ${last}`}. ${channel}. In the table: ${unit}.`,
  baselineIs: (baseline, along) =>
    `The baseline is ${baselineNameEn(baseline)}${hasMonths(baseline) ? `, laid by ${along === 'calendar' ? 'the calendar' : 'months since start'}` : ''}.`,
  month: 'Month',
  running: (month) => `${month} (running)`,
  number: 'Month of the line',
  columns: {
    calls: 'Calls',
    answered: 'Answered',
    abandoned: 'Abandoned',
    abandonedShort: 'Short abandons',
    voicemail: 'Voicemail',
    other: 'Other',
    unknown: 'Not known',
    callBacks: 'Call-backs',
    callBacksAnswered: 'of them answered',
    closedLine: 'Met a closed line',
  },
  baseline: 'Baseline',
  baselineMonth: 'Month of the baseline',
  inhabitants: 'Inhabitants',
  synthetic: 'Made-up among them',
  imported: 'Imported among them',
  units: { calls: 'calls', million: 'per million inhabitants and month' },
  sum: 'Sum',
  mean: 'Mean a full month',
  line: 'Line',
  allLines: 'All lines',
  allLinesIn: 'All lines in the period, calls',
  marks: 'Events on the time axis',
  marksLead: 'What may explain a month: campaigns, changed hours, media, holidays. All supervisors see and change the same list.',
  noMarks: 'No event in the period yet.',
  addMark: 'Add an event',
  changeMark: 'Change',
  changeMarkOf: (text) => `Change the event ${text}`,
  removeMark: 'Remove',
  removeMarkOf: (text) => `Remove the event ${text}`,
  removeSure: (text) => `Remove the event “${text}”? It goes for everybody.`,
  cancel: 'Cancel',
  day: 'Day',
  kind: 'Kind',
  kinds: { campaign: 'Campaign', hours: 'Opening hours', media: 'Media', holiday: 'Holiday', other: 'Other' },
  text: 'Text',
  textHint: 'At most 200 characters. Never write anything about a caller.',
  forLine: 'For',
  markFaults: { day: 'Choose a day.', text: 'Write 1 to 200 characters.', line: 'The line no longer exists.', kind: 'Choose a kind.' },
  writtenBy: 'Written by',
  writtenAt: 'Written',
  by: (name, when) => (name === '' ? `Written on ${when} by an account that is gone` : `Written by ${name} on ${when}`),
  outside: (day) => `The event is saved. It is not seen here, for ${day} lies outside of the period that is shown.`,
  save: 'Save',
  saving: 'Saving …',
  loading: 'Loading …',
  again: 'Try again',
}

function baselineNameEn(baseline: Baseline): string {
  switch (baseline.is) {
    case 'respectMonths':
      return 'Respect Phoneline’s first months and after them its mean'
    case 'respectAverage':
      return 'Respect Phoneline’s mean, about 100 a month'
    case 'own':
      return `the line itself, ${monthName(baseline.from)} – ${monthName(baseline.to)}`
    case 'target':
      return `the target of ${baseline.calls} calls a month`
  }
}

export const monthsWords = { sv, en }
