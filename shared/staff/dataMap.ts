import type { Signature } from '../volume/volume.ts'

/**
 * What is kept, kind by kind, in the order of the page: each with the columns of the record that hold it, by their tables. What a kind is
 * for, how long it is kept and who can read it is the same for all its columns, and is said in words by client/admin/kept/words.ts. A
 * test compares it with the record: a column that stands in no kind, or in two, fails it.
 */
export const DATA_MAP = {
  calls: {
    calls: [
      ...['id', 'line', 'channel', 'kind', 'reason', 'language', 'met_closed', 'arrived', 'answered', 'ended', 'waited_s', 'talked_s'],
      ...['held_s', 'interpreted_s', 'interpreted_language', 'outcome', 'day', 'week', 'month', 'heartbeat_at', 'origin', 'import_id'],
    ],
  },
  callAdvisor: { calls: ['advisor'] },
  callSums: {
    call_days: [
      ...['line', 'month', 'week', 'day', 'channel', 'kind', 'met_closed', 'answered', 'abandoned', 'abandoned_short', 'voicemail'],
      ...['closed', 'interrupted', 'busy', 'no_answer', 'unreachable', 'synthetic', 'imported', 'in_time', 'imported_answered'],
      'imported_abandoned',
    ],
    email_replies: ['id', 'line', 'at', 'day', 'week', 'month'],
  },
  presence: {
    presence_hours: [
      ...['line', 'day', 'hour', 'week', 'month', 'available_s', 'offered_s', 'talking_s', 'elsewhere_s', 'after_call_s', 'paused_s'],
      ...['missed', 'most'],
    ],
  },
  importedCalls: {
    imports: [
      ...['id', 'what', 'line', 'channel', 'state', 'received', 'done', 'told', 'found', 'left_out', 'account', 'at', 'kept_by'],
      ...['kept_at', 'undone_by', 'undone_at'],
    ],
    import_rows: ['import_id', 'arrived', 'n', 'answered', 'talked_s', 'waited_s', 'day', 'alike'],
    import_days: ['import_id', 'day', 'week', 'month', 'answered', 'abandoned', 'abandoned_short'],
    month_totals: ['import_id', 'line', 'channel', 'month', 'calls', 'answered', 'abandoned', 'alike'],
  },
  formAnswers: {
    forms: ['id', 'kind', 'line', 'day', 'version', 'closed', 'rev', 'saved'],
    answers: ['form', 'question', 'answer'],
    form_sums: ['line', 'span', 'question', 'category', 'answer', 'forms'],
  },
  formTie: { forms: ['call'] },
  formNotes: { form_notes: ['form', 'text', 'erase_on', 'confirmed'] },
  messages: {
    messages: [
      ...['id', 'line', 'language', 'arrived', 'length_s', 'state', 'claimed_by', 'claimed', 'heard', 'attempted', 'called_back'],
      ...['handled', 'erased', 'expires', 'day', 'month', 'origin'],
    ],
    message_events: ['message', 'at', 'account', 'what', 'outcome'],
  },
  messageSound: { message_keys: ['message', 'sealed', 'mark'] },
  surveyAnswers: { survey_counts: ['line', 'quarter', 'question', 'answer', 'count'] },
  dutyReports: {
    duty_reports: ['id', 'line', 'author', 'kind', 'version', 'made_on', 'sent_on', 'erased_on', 'sealed', 'mark'],
    duty_readings: ['report', 'at', 'account'],
  },
  dutyCounts: { duty_counts: ['id', 'line', 'month', 'kind', 'what'] },
  dutySettings: { duty_settings: ['version', 'at', 'account', 'way', 'settings'] },
  writtenTexts: { written_texts: ['id', 'version', 'at', 'account', 'sv', 'en'] },
  services: {
    services: ['id', 'origin', 'version', 'facts', 'checked_at', 'checked_by'],
    service_versions: ['service', 'version', 'at', 'account', 'way', 'facts'],
    service_meetings: ['id', 'day', 'kind', 'services', 'roles', 'text', 'views', 'account', 'at'],
    service_asks: ['id', 'service', 'token', 'state', 'account', 'at', 'expires', 'answered_at', 'facts'],
    referral_counts: ['id', 'line', 'year', 'name', 'service', 'contacted', 'started', 'source', 'account', 'at'],
  },
  accounts: {
    accounts: ['id', 'username', 'name', 'role', 'languages', 'lawyer'],
    account_lines: ['account', 'line'],
  },
  passwords: { accounts: ['password'] },
  qualification: { accounts: ['qualification'], training: ['id', 'account', 'day', 'what', 'entered_by', 'at'] },
  sessions: { sessions: ['token', 'account', 'board', 'created', 'seen', 'expires', 'replaces'] },
  accountReadings: { account_readings: ['account', 'at', 'reader'] },
  meetings: {
    meeting_notes: ['week', 'lines', 'text', 'version', 'account', 'at'],
    meeting_decisions: ['id', 'week', 'lines', 'text', 'account', 'at', 'done_in', 'done_account', 'done_at'],
    time_marks: ['id', 'line', 'day', 'kind', 'text', 'account', 'at'],
    line_baselines: ['line', 'settings', 'account', 'at'],
  },
  lines: {
    lines: ['id', 'name', 'greeting', 'place', 'started_on', 'catchment', 'time_zone', 'number', 'hours', 'service'],
    board_links: ['id', 'name', 'lines', 'created', 'ticket', 'ticket_expires', 'old_ticket', 'used', 'seen'],
    data_grounds: ['kind', 'text', 'version', 'account', 'at'],
  },
  upkeep: {
    meta: ['name', 'value'],
    kysely_migration: ['name', 'timestamp'],
    kysely_migration_lock: ['id', 'is_locked'],
  },
  /** Files beside the record, and what is nowhere on disk. */
  prompts: {},
  keyFile: {},
  serverLog: {},
  memory: {},
  browser: {},
  backups: {},
} as const satisfies Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>

export type DataKind = keyof typeof DATA_MAP
export const DATA_KINDS = Object.keys(DATA_MAP) as readonly DataKind[]

export const isDataKind = (text: string): text is DataKind => Object.hasOwn(DATA_MAP, text)

/** Where a kind lies in the record: `table: column, column`, one for each table. */
export const placesOf = (kind: DataKind): string[] =>
  Object.entries(DATA_MAP[kind]).map(([table, columns]) => `${table}: ${(columns as readonly string[]).join(', ')}`)

/** The legal ground for keeping a kind of data; the operator's to say, so empty until somebody has. */
export interface DataGround {
  readonly kind: DataKind
  readonly text: string
  /** 0 before anybody has written. Who saves must say which version was read. */
  readonly version: number
  readonly by: Signature | null
}

export interface NewDataGround {
  readonly text: string
  readonly version: number
}

/** Longest ground, in characters. */
export const GROUND_MOST = 2_000
