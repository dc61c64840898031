import { type CallTimes, REPORT_FIELDS, type ReportField, type ReportKind, type ReportTexts } from './reports.ts'

/** What the fields are called in the report, which is in Swedish: its reader is a Swedish authority. */
export const FIELD_TITLES: Readonly<Record<ReportField, string>> = {
  what: 'Vad som har kommit fram',
  child: 'Barnet eller barnen',
  school: 'Förskola eller skola',
  family: 'Familjen',
  home: 'Var barnet bor eller finns',
  person: 'Den som kan ha använt våld',
  danger: 'Den eller de som är i fara',
  where: 'Plats',
  caller: 'Vad den som ringde själv har berättat om sig',
  more: 'Övrigt',
}

const TITLES: Readonly<Record<ReportKind, string>> = {
  socialServices: 'Orosanmälan till socialtjänsten',
  police: 'Anmälan till polisen',
}

export interface ReportSheet {
  readonly kind: ReportKind
  readonly texts: ReportTexts
  readonly times: CallTimes | null
  /** Where it goes, as lines of text. */
  readonly recipient: readonly string[]
  /** Who makes it: the advisor and the line. */
  readonly author: string
  readonly line: string
  readonly madeAt: number
  /** IANA; the times are told in it. */
  readonly timeZone: string
}

/** A report as plain text, to print or to hand on. What is not known is said to be so, for a report may lack anything. */
export function reportText(sheet: ReportSheet): string {
  const { kind, texts, times, recipient, author, line, madeAt, timeZone } = sheet
  const at = (moment: number | null): string => (moment === null ? 'har inte registrerats' : exactTime(moment, timeZone))
  const parts: [string, readonly string[]][] = [
    ['Till', recipient.length > 0 ? recipient : ['Mottagaren är inte vald än.']],
    ['Från', [author, line].filter(Boolean)],
    ['Skriven', [exactTime(madeAt, timeZone)]],
    [
      'Samtalet',
      times
        ? [`Kom in: ${at(times.arrivedAt)}`, `Besvarades: ${at(times.answeredAt)}`, `Avslutades: ${at(times.endedAt)}`]
        : ['Anmälan är inte knuten till ett samtal, så tiden finns inte.'],
    ],
    ...REPORT_FIELDS[kind].flatMap((field): [string, string[]][] => {
      const text = (texts as Record<string, string | undefined>)[field]?.trim()
      return text ? [[FIELD_TITLES[field], [text]]] : []
    }),
    [
      'Om uppgifterna',
      [
        'Linjen är anonym. Allt som står här har personen själv berättat i samtalet; linjen har inget telefonnummer till den som ringde och har inte sökt efter uppgifter.',
      ],
    ],
  ]
  return [TITLES[kind], ...parts.map(([title, lines]) => `${title}\n${lines.join('\n')}`)].join('\n\n')
}

/** To the second, with the distance to UTC: such as 2026-03-01 14:02:07 UTC+01:00. */
export function exactTime(at: number, timeZone: string): string {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-GB', {
      ...{ timeZone, year: 'numeric', month: '2-digit', day: '2-digit' },
      ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', timeZoneName: 'longOffset' },
    })
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  )
  const { year, month, day, hour, minute, second, timeZoneName } = parts
  return `${year}-${month}-${day} ${hour}:${minute}:${second} ${timeZoneName?.replace('GMT', 'UTC')}`
}
