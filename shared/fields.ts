/**
 * Every setting that a supervisor can give to a line, an account or a board, and a refusal can name: its path without the places in lists.
 * The client has words for each; a test on the server proves that no other is ever named.
 */
export const FIELDS = [
  'id',
  'name',
  'greeting',
  'order',
  'startedOn',
  'catchment',
  'timeZone',
  'number',
  'hours',
  'hours.week',
  'hours.week.from',
  'hours.week.to',
  'hours.holidays',
  'hours.exceptions',
  'hours.exceptions.day',
  'hours.exceptions.spans',
  'hours.exceptions.spans.from',
  'hours.exceptions.spans.to',
  'hours.exceptions.note',
  'service',
  'service.languages',
  'service.languageMenu',
  'service.sayPosition',
  'service.atClosing',
  'service.voicemail',
  'service.voicemail.whenClosed',
  'service.voicemail.byKey',
  'service.voicemail.afterWaitS',
  'service.voicemail.keepDays',
  'service.callBack',
  'service.callBack.shows',
  'service.callBack.prefixes',
  'service.callBack.blocksSpecial',
  'service.interpreters',
  'service.interpreters.id',
  'service.interpreters.name',
  'service.interpreters.number',
  'service.interpreters.languages',
  'service.forms',
  'service.forms.decided',
  'service.forms.cutMonths',
  'service.forms.noteDays',
  'username',
  'role',
  'password',
  'lines',
  'languages',
  'lawyer',
  'qualification',
  'recording',
] as const

export type FieldName = (typeof FIELDS)[number]

/** The setting that a path is about or within: 'hours.week.0.1.from' is 'hours.week.from'. Undefined for none of ours. */
export function fieldOf(path: string | undefined): FieldName | undefined {
  const parts = (path ?? '').split('.').filter((part) => !/^\d+$/.test(part))
  for (let length = parts.length; length > 0; length--) {
    const found = FIELDS.find((field) => field === parts.slice(0, length).join('.'))
    if (found) return found
  }
  return undefined
}
